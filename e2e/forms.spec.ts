// Forms that look good without being so: what is inside a JWE, a token inside a token, and where the token itself came from.
import { createCipheriv, generateKeyPairSync, randomBytes, type KeyObject } from 'node:crypto'
import { flattenedDecrypt, GeneralEncrypt, type FlattenedJWE } from 'jose'
import { box, button, gate, open, settled, textOf, verdict } from './desk.ts'
import { expect, test, WHOLE } from './page.ts'
import { claims, ec, ed25519, encode, hs256, pem, SECRET, signed } from './tokens.ts'

const SHARED = randomBytes(32)
const shared = JSON.stringify({ kty: 'oct', k: SHARED.toString('base64url') })

/** A compact JWE with a shared key ("dir", A256GCM). */
function sealed(content: object | string, header: object = {}): string {
  const protectedHeader = encode({ alg: 'dir', enc: 'A256GCM', ...header })
  const iv = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', SHARED, iv).setAAD(Buffer.from(protectedHeader))
  const text = typeof content === 'string' ? content : JSON.stringify(content)
  const ciphertext = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return [protectedHeader, '', ...[iv, ciphertext, cipher.getAuthTag()].map((each) => each.toString('base64url'))].join('.')
}

const now = () => Math.floor(Date.now() / 1000)

test('the claims inside a JWE are judged once they are decrypted, and never before', async ({ page }) => {
  await open(page, sealed(claims({ exp: now() - 3 * 3600, aud: undefined })))
  await expect(gate(page, 'signature')).toHaveAttribute('data-state', 'encrypted')
  await expect(gate(page, 'time')).toHaveAttribute('data-state', 'empty')
  await expect(page.locator('[data-rule=aud-missing]')).toHaveCount(0)
  await box(page, 'Key').fill(shared)
  await settled(page)
  await expect(verdict(page)).toContainText('Decrypted with your key; expired 3 hours ago.')
  await expect(gate(page, 'signature')).toHaveAttribute('data-state', 'decrypted')
  await expect(gate(page, 'signature')).toContainText('encrypted, not signed')
  await expect(gate(page, 'time')).toHaveAttribute('data-state', 'expired')
  await expect(page.locator('[data-rule=aud-missing]')).toHaveCount(1)
  await expect(
    page
      .getByRole('heading', { name: 'Time' })
      .or(page.getByRole('heading', { name: 'Validity' }))
      .first(),
  ).toBeVisible()
})

test('an expectation about unreadable claims is not checkable', async ({ page }) => {
  await page.goto(`./#token=${sealed(claims())}&expect=${encodeURIComponent('aud=billing-api')}`)
  await settled(page)
  await page.getByRole('button', { name: 'Expect this' }).click()
  await expect(page.getByRole('list', { name: 'Expectations' })).toContainText('Not checkable')
  await expect(page.getByRole('list', { name: 'Expectations' })).not.toContainText('names no audience')
  await box(page, 'Key').fill(shared)
  await settled(page)
  await expect(verdict(page)).toContainText('401: this token is for “payroll-api”')
})

for (const [what, outer, key] of [
  ['a JWS whose key is not at hand', () => signed('ES256', hs256(), { cty: 'JWT' }), ''],
  ['a JWE', () => sealed(hs256(), { cty: 'JWT' }), shared],
] as const) {
  test(`the token inside ${what} is opened without the outer key, and there is a way back`, async ({ page }) => {
    const token = outer()
    await open(page, token, key)
    await button(page, 'Open the token inside').click()
    await settled(page)
    await expect(page.locator('main')).toHaveAttribute('data-layer', '2')
    await expect(page.locator('#key-about')).toHaveText('It stays in this page and is gone when you close it.')
    await expect(gate(page, 'signature')).toHaveAttribute('data-state', 'no-key')
    await expect(page.getByRole('region', { name: 'Verdict' })).toContainText('The token was inside another one')
    await box(page, 'Key').fill(SECRET)
    await settled(page)
    await expect(verdict(page)).toContainText(
      key === '' ? 'Good. The signature' : 'Good. Decrypted with your key; the token inside verifies',
    )
    const layers = page.getByRole('navigation', { name: 'Layers' })
    await layers.getByRole('button', { name: /^Outer JW[ES]$/ }).click()
    await settled(page)
    await expect(page.locator('main')).toHaveAttribute('data-layer', '1')
    await expect(box(page, 'Encoded token')).toHaveText(token)
    if (key !== '') await expect(box(page, 'Key')).toHaveText(key)
    await expect(layers).toHaveCount(0)
    await expect(button(page, 'Open the token inside')).toBeVisible()
  })
}

test('a set with the keys of both layers opens the outer token and verifies the one inside', async ({ page }) => {
  const keys = JSON.stringify({ keys: [JSON.parse(shared), { kty: 'oct', k: Buffer.from(SECRET).toString('base64url') }] })
  await open(page, sealed(hs256(), { cty: 'JWT' }), keys)
  await expect(verdict(page)).toHaveText('Decrypted with your key; the token inside verifies.')
  await button(page, 'Open the token inside').click()
  await settled(page)
  await expect(verdict(page)).toHaveText('Good. Decrypted with your key; the token inside verifies and is current.')
})

test('an edited token is signed, encrypted for a public key, opened again, and both layers are sound', async ({ page }) => {
  const recipient = generateKeyPairSync('rsa', { modulusLength: 2048 })
  await open(page, hs256(), SECRET)
  await box(page, 'Payload').fill(JSON.stringify(claims({ sub: 'fernanda' })))
  await button(page, 'Encrypt…').click()
  const sheet = page.getByRole('region', { name: 'Encrypt' })
  await sheet.getByRole('checkbox', { name: /Sign it first/ }).check()
  await sheet.getByRole('textbox', { name: 'Key to encrypt to' }).fill(pem(recipient.publicKey))
  await expect(sheet.getByRole('combobox', { name: /Key management/ })).toHaveValue('RSA-OAEP-256')
  await sheet.getByRole('button', { name: 'Encrypt', exact: true }).click()
  await sheet.getByRole('button', { name: 'Open it on the desk' }).click()
  await settled(page)
  await box(page, 'Key').fill(recipient.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString())
  await settled(page)
  await expect(gate(page, 'signature')).toHaveAttribute('data-state', 'decrypted')
  await button(page, 'Open the token inside').click()
  await settled(page)
  await expect(box(page, 'Payload')).toContainText('fernanda')
  await box(page, 'Key').fill(SECRET)
  await settled(page)
  await expect(verdict(page)).toHaveText('Good. Decrypted with your key; the token inside verifies and is current.')
})

test('where the token came from is shown beside it and said in the verdict', async ({ page }) => {
  const origin = page.locator('[data-token-origin]')
  const said = page.getByRole('region', { name: 'Verdict' })
  await page.goto(`./#token=${signed('ES256')}`)
  await settled(page)
  await expect(origin).toHaveAttribute('data-token-origin', 'link')
  await expect(said).toContainText('The token came in the link that opened this page.')
  await box(page, 'Encoded token').fill(signed('ES256'))
  await box(page, 'Key').fill(pem(ec.publicKey))
  await settled(page)
  await expect(origin).toHaveAttribute('data-token-origin', 'typed')
  await expect(origin).toHaveText('Typed or pasted by you')
  await expect(said).toContainText('You typed or pasted the token and the key.')
})

test('what is glued into a bare token makes it malformed, and one press takes it out again', WHOLE, async ({ page }) => {
  const token = hs256()
  const at = token.indexOf('.') + 12
  for (const [damaged, said] of [
    [`${token.slice(0, at)}.${token.slice(at)}`, 'Without one character added in the middle, it verifies.'],
    [`${token.slice(0, at)}?${token.slice(at)}`, 'Without one character added in the middle, it verifies.'],
    [`${token}\u0436`, 'Without the last character it verifies.'],
  ] as const) {
    await open(page, damaged, SECRET)
    await expect(gate(page, 'structure')).toHaveAttribute('data-state', 'malformed')
    await expect(gate(page, 'signature')).toHaveAttribute('data-state', 'unreadable')
    await expect(page.getByRole('region', { name: 'Verdict' })).toContainText(said)
    await button(page, 'Remove the extra characters').click()
    await settled(page)
    await expect(box(page, 'Encoded token')).toHaveText(token)
    await expect(gate(page, 'signature')).toHaveAttribute('data-state', 'valid')
  }
})

test(
  'an edit in a JSON serialization replaces that string alone, and an unencoded payload takes any text but a dot in compact form',
  WHOLE,
  async ({ page }) => {
    const protectedHeader = encode({ alg: 'HS256', b64: false, crit: ['b64'] })
    const before = `{ "payload" : `
    const after = `,\n  "protected":"${protectedHeader}", "signature":"AAAA" }`
    await open(page, `${before}"\\u0024.02"${after}`, SECRET)
    await box(page, 'Payload').fill('$.03 "quoted"')
    await settled(page)
    await button(page, 'Sign again').click()
    await settled(page)
    await expect(gate(page, 'signature')).toHaveAttribute('data-state', 'valid')
    const text = await textOf(page, 'Encoded token')
    expect(text.startsWith(`${before}"$.03 \\"quoted\\""${after.slice(0, after.indexOf('AAAA'))}`)).toBe(true)

    await open(page, `${protectedHeader}.$02.AAAA`, SECRET)
    await box(page, 'Payload').fill('$0.2')
    await expect(page.getByText('a compact token can’t hold a “.” in an unencoded payload')).toBeVisible()
    await expect(box(page, 'Encoded token')).toHaveText(`${protectedHeader}.$02.AAAA`)
    expect(await textOf(page, 'Payload')).toBe('$0.2')
    await box(page, 'Payload').fill('$0,2')
    await expect(box(page, 'Encoded token')).toHaveText(`${protectedHeader}.$0,2.AAAA`)
  },
)

const keySet = (...keys: object[]) => JSON.stringify({ keys })
const privateKey = ({ privateKey: key }: { privateKey: KeyObject }, kid: string) => ({ ...key.export({ format: 'jwk' }), kid })

test('each of several signatures is signed, added and removed separately, and an edit breaks those that aren’t signed again', async ({
  page,
}) => {
  const body = claims()
  const [first, second] = [signed('ES256', body, { kid: 'a' }), signed('EdDSA', body, { kid: 'b' })].map((one) => one.split('.'))
  const entry = ([head, , signature]: string[]) => ({ protected: head, signature })
  const token = JSON.stringify({ payload: encode(body), signatures: [entry(first!), entry(second!)] })
  const each = (index: number) => page.locator(`[data-signature-index="${index}"]`)
  await open(page, token, keySet(privateKey(ec, 'a'), privateKey(ed25519, 'b')))
  await expect(gate(page, 'signature')).toHaveAttribute('data-state', 'valid')
  await box(page, 'Payload').fill('{"admin":true}')
  await settled(page)
  for (const index of [0, 1]) await expect(each(index)).toHaveAttribute('data-state', 'mismatch')
  await button(page, 'Sign signature 2 again').click()
  await settled(page)
  await expect(each(1)).toHaveAttribute('data-state', 'valid')
  await expect(each(0)).toHaveAttribute('data-state', 'mismatch')
  await expect(each(0)).toContainText('signed before the edit')
  expect(await textOf(page, 'Encoded token')).toContain(first![2]!)

  await box(page, 'Key').fill(keySet(privateKey(ec, 'a')))
  await settled(page)
  await button(page, 'Sign again').click()
  await expect(page.getByText('Signature 2 was not signed again.')).toBeVisible()
  await expect(each(0)).toHaveAttribute('data-state', 'valid')

  await button(page, 'Add a signature').click()
  await page.getByRole('textbox', { name: 'Header of the new signature' }).fill('{"alg":"ES256","kid":"a","n":3}')
  await button(page, 'Sign and add').click()
  await settled(page)
  await expect(each(2)).toHaveAttribute('data-state', 'valid')
  await expect(page.getByRole('region', { name: 'Serialization' })).toContainText('It has 3 signatures, and only one would stay.')
  await button(page, 'Remove signature 1').click()
  await button(page, 'Remove signature 1').click()
  await button(page, 'Convert to compact').click()
  await settled(page)
  await expect(box(page, 'Encoded token')).toHaveText(/^[\w-]+\.[\w-]+\.[\w-]+$/)
  await expect(gate(page, 'signature')).toHaveAttribute('data-state', 'valid')
})

test('the recipient whose key opened a JWE is named, and its content is encrypted again for all of them or for none', async ({ page }) => {
  const sealedFor = async (...kids: string[]) => {
    const general = new GeneralEncrypt(Buffer.from('{"sub":"x"}')).setProtectedHeader({ enc: 'A128GCM' })
    for (const kid of kids) general.addRecipient(Buffer.alloc(16, kid)).setUnprotectedHeader({ alg: 'A128KW', kid })
    return JSON.stringify(await general.encrypt())
  }
  const key = (kid: string) => ({ kty: 'oct', kid, k: Buffer.alloc(16, kid).toString('base64url') })
  const plaintext = page.getByRole('textbox', { name: 'Plaintext' })
  const recipient = (index: number) => page.locator(`[data-recipient-index="${index}"]`)
  await open(page, await sealedFor('a', 'b'), keySet(key('b')))
  await expect(recipient(1)).toHaveAttribute('data-state', 'decrypted')
  await expect(recipient(0)).toHaveAttribute('data-state', 'encrypted')
  await plaintext.fill('{"sub":"y"}')
  await button(page, 'Encrypt again').click()
  await expect(page.getByText('for recipient 1, “a”')).toBeVisible()
  await button(page, 'Remove recipient 1').click()
  await settled(page)
  await button(page, 'Encrypt again').click()
  await settled(page)
  await expect(page.getByRole('region', { name: 'Content' })).not.toContainText('changed since it was encrypted')
  await button(page, 'Convert to flattened JSON').click()
  await settled(page)
  await expect(gate(page, 'signature')).toHaveAttribute('data-state', 'decrypted')
  await expect(page.locator('[data-part=plaintext]')).toHaveText('{"sub":"y"}')
  const { plaintext: opened } = await flattenedDecrypt(
    JSON.parse(await textOf(page, 'Encoded token')) as FlattenedJWE,
    Buffer.alloc(16, 'b'),
  )
  expect(Buffer.from(opened).toString()).toBe('{"sub":"y"}')
})

test('a detached content is signed in each serialization, and stays out of the token', WHOLE, async ({ page }) => {
  const head = encode({ alg: 'HS256' })
  await open(page, `${head}..AAAA`, SECRET)
  await box(page, 'Detached content').fill('one')
  for (const form of ['flattened JSON', 'general JSON', 'compact']) {
    await button(page, `Convert to ${form}`).click()
    await settled(page)
    await button(page, 'Sign again').click()
    await settled(page)
    await expect(gate(page, 'signature'), form).toHaveAttribute('data-state', 'valid')
    await box(page, 'Detached content').fill(`${form} and one`)
    await settled(page)
    await expect(gate(page, 'signature'), form).toHaveAttribute('data-state', 'mismatch')
    expect(await textOf(page, 'Encoded token')).not.toContain('payload')
  }
})
