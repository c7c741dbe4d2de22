// Detached payloads: the content that travels beside the token is given in a box of its own, and counts byte for byte.
import { createHmac } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { box, button, editorsReady, gate, open, part, settled, textOf, verdict } from './desk.ts'
import { expect, test } from './page.ts'
import { encode, hs256, SECRET } from './tokens.ts'

interface Vector {
  readonly id: string
  readonly token?: string
  readonly jws_json?: object
  readonly key: { readonly format: string; readonly value: unknown }
  readonly detached_payload?: { readonly format: string; readonly value: string }
  readonly expected: { readonly verdict: string }
}

const vectors = ['libraries', 'rfc7520-jws', 'rfc7797-unencoded'].flatMap((name) => {
  const text = readFileSync(new URL(`../src/core/vectors/${name}.json`, import.meta.url), 'utf8')
  return (JSON.parse(text) as { cases: Vector[] }).cases.filter((one) => one.detached_payload)
})

/** As the box takes it: text, or the base64 of what is none. */
function contentOf({ format, value }: { format: string; value: string }): { utf8: boolean; text: string } {
  if (format === 'utf8') return { utf8: true, text: value }
  const bytes = Buffer.from(value, 'base64url')
  const text = bytes.toString('utf8')
  return Buffer.from(text).equals(bytes) ? { utf8: true, text } : { utf8: false, text: bytes.toString('base64') }
}

/** A token signed over `content`, which isn't part of it. */
function detached(content: string | Uint8Array, header: object = { alg: 'HS256' }): string {
  const input = Buffer.concat([Buffer.from(`${encode(header)}.`), Buffer.from('b64' in header ? content : encode(content))])
  return `${encode(header)}..${createHmac('sha256', SECRET).update(input).digest('base64url')}`
}

test('every published detached payload verifies with its content, and with no other', async ({ page }) => {
  expect(vectors.length).toBeGreaterThan(8)
  await page.goto('./')
  for (const { id, token, jws_json, key, detached_payload: given, expected } of vectors) {
    await box(page, 'Encoded token').fill(token ?? JSON.stringify(jws_json))
    await box(page, 'Key').fill(typeof key.value === 'string' ? key.value : JSON.stringify(key.value))
    await settled(page)
    if (key.format === 'base64url') await page.getByRole('combobox', { name: 'Secret encoding' }).selectOption('base64url')
    await box(page, 'Detached content').fill('')
    await settled(page)
    await expect(gate(page, 'signature'), id).toHaveAttribute('data-state', 'no-key')
    const { utf8, text } = contentOf(given!)
    await page.getByRole('combobox', { name: 'Content encoding' }).selectOption(utf8 ? 'UTF-8' : 'base64')
    await box(page, 'Detached content').fill(text)
    await settled(page)
    const state = expected.verdict === 'valid' ? 'valid' : 'mismatch'
    await expect(gate(page, 'signature'), id).toHaveAttribute('data-state', state)
    if (state !== 'valid') continue
    await box(page, 'Detached content').fill(`${utf8 ? ' ' : 'AAAA'}${text}`)
    await settled(page)
    await expect(gate(page, 'signature'), id).toHaveAttribute('data-state', 'mismatch')
  }
})

test('the box is there only for a detached payload, and what is in it is gone with the token and with Clear', async ({ page }) => {
  await open(page, hs256(), SECRET)
  await expect(box(page, 'Detached content')).toHaveCount(0)
  await box(page, 'Encoded token').fill(detached('one'))
  await expect(verdict(page)).toHaveText('The payload travels separately.')
  await expect(page.locator('[data-rule=env-detached]')).toHaveAttribute('data-severity', 'info')
  await box(page, 'Detached content').fill('one')
  await expect(gate(page, 'signature')).toHaveAttribute('data-state', 'valid')
  await box(page, 'Encoded token').fill(detached('one', { alg: 'HS256', kid: 'other' }))
  await settled(page)
  await expect(gate(page, 'signature')).toHaveAttribute('data-state', 'valid')
  await box(page, 'Encoded token').fill(hs256())
  await settled(page)
  await expect(gate(page, 'signature')).toHaveAttribute('data-state', 'valid')
  await box(page, 'Encoded token').fill(detached('one'))
  await settled(page)
  await expect(gate(page, 'signature')).toHaveAttribute('data-state', 'no-key')
  await box(page, 'Detached content').fill('one')
  await button(page, 'Clear').click()
  await box(page, 'Encoded token').fill(detached('one'))
  await settled(page)
  expect((await textOf(page, 'Detached content')).trim()).not.toContain('one')
})

test('content that a terminal changed is explained, put right on a press, and one undo back', async ({ page }) => {
  await open(page, detached('{"amount":1}\n'), SECRET)
  await box(page, 'Detached content').fill('{"amount":1}')
  const cause = page.locator('[data-cause]')
  await expect(cause).toHaveAttribute('data-cause', 'detached-content-differs')
  await expect(page.getByRole('region', { name: 'Why it does not verify' })).toContainText(
    'It would verify if the detached content were used with a line break at its end.',
  )
  await expect(gate(page, 'signature')).toHaveAttribute('data-state', 'mismatch')
  await button(page, 'Use the content that way').click()
  await expect(gate(page, 'signature')).toHaveAttribute('data-state', 'valid')
  expect(await textOf(page, 'Detached content')).toBe('{"amount":1}\n')
  await expect(cause).toHaveCount(0)
  await page.keyboard.press('ControlOrMeta+z')
  await expect(gate(page, 'signature')).toHaveAttribute('data-state', 'mismatch')
})

test('a file is read to its last byte, whether it is text or not', async ({ page }) => {
  const content = '\ufeffline\r\n\tanother\r\n'
  await open(page, detached(content, { alg: 'HS256', b64: false, crit: ['b64'] }), SECRET)
  const file = (buffer: Buffer) => ({ name: 'body.txt', mimeType: 'text/plain', buffer })
  await page.getByLabel('Content file').setInputFiles(file(Buffer.from(content)))
  await expect(gate(page, 'signature')).toHaveAttribute('data-state', 'valid')
  const bytes = Uint8Array.of(0xff, 0xfe, 0x00, 0x0a)
  await box(page, 'Encoded token').fill(detached(bytes))
  await expect(gate(page, 'signature')).toHaveAttribute('data-state', 'mismatch')
  await page.getByLabel('Content file').setInputFiles(file(Buffer.from(bytes)))
  await expect(page.getByRole('combobox', { name: 'Content encoding' })).toHaveValue('base64')
  await expect(gate(page, 'signature')).toHaveAttribute('data-state', 'valid')
  await box(page, 'Detached content').fill('//4A!')
  await expect(gate(page, 'signature')).toHaveAttribute('data-state', 'no-key')
  await expect(page.getByRole('region', { name: 'Detached content' })).toContainText('This is not base64')
})

test('signing again covers the content, and typing a payload puts one into the token', async ({ page }) => {
  await open(page, detached('one'), SECRET)
  await box(page, 'Detached content').fill('two')
  await expect(gate(page, 'signature')).toHaveAttribute('data-state', 'mismatch')
  await button(page, 'Sign again').click()
  await expect(gate(page, 'signature')).toHaveAttribute('data-state', 'valid')
  await expect(part(page, 'expected-signature')).toHaveText(detached('two').split('.')[2]!)
  expect(await textOf(page, 'Encoded token')).toBe(detached('two'))
  await editorsReady(page)
  await box(page, 'Payload').fill('two')
  await settled(page)
  await expect(box(page, 'Detached content')).toHaveCount(0)
  await expect(gate(page, 'signature')).toHaveAttribute('data-state', 'valid')
})
