// What came along with a token: the request around a DPoP proof, the rest of a token response, and the certificates in the header.
import { createHash, createPrivateKey, sign, type KeyObject } from 'node:crypto'
import type { Page } from '@playwright/test'
import { CERTIFICATES, LEAF_KEY } from '../src/core/x509/certificates.fixture.ts'
import { box, button, gate, open, settled, verdict } from './desk.ts'
import { expect, test, WHOLE } from './page.ts'
import { claims, ec, ed25519, encode, hs256, pem, rsa, SECRET, signed } from './tokens.ts'

const { kty, crv, x } = ed25519.publicKey.export({ format: 'jwk' })
const jkt = createHash('sha256').update(JSON.stringify({ crv, kty, x })).digest('base64url')
const accessToken = () => signed('ES256', claims({ client_id: 'c', cnf: { jkt } }), { typ: 'at+jwt' })

function proof(token: string, given: object = {}): string {
  const ath = createHash('sha256').update(token).digest('base64url')
  const iat = Math.floor(Date.now() / 1000)
  return signed(
    'EdDSA',
    { jti: 'e1j3V_bKic8-LAEB', htm: 'POST', htu: 'https://api.example/payments', iat, ath, ...given },
    { typ: 'dpop+jwt', jwk: { kty, crv, x } },
  )
}

const curl = (token: string, made: string) =>
  `curl https://api.example/payments?dry=1 \\\n  -H 'DPoP: ${made}' \\\n  -H 'Authorization: DPoP ${token}' \\\n  --json '{"amount":1}'`

const check = (page: Page, name: string) => page.locator(`[data-check=${name}]`)
const token = (page: Page, index: number) => page.locator(`[data-token-index="${index}"]`).getByRole('button')

test('a request is judged as a whole, whichever of its tokens is open', async ({ page }) => {
  const sent = accessToken()
  await open(page, curl(sent, proof(sent)), pem(ec.publicKey))
  await expect(verdict(page)).toHaveText('Good. The signature verifies and the token is current. The DPoP proof fits the request.')
  for (const name of ['ath', 'jkt', 'htm', 'htu', 'iat']) await expect(check(page, name)).toHaveAttribute('data-state', 'met')
  await token(page, 0).click()
  await expect(verdict(page)).toHaveText('The proof fits the request.')
  await expect(gate(page, 'signature')).toHaveAttribute('data-state', 'valid')

  await box(page, 'Encoded token').fill(curl(sent, proof(accessToken().replace('A', 'B'), { htm: 'GET' })))
  await settled(page)
  await expect(verdict(page)).toHaveText('Reject the request. Its proof doesn’t fit.')
  await expect(check(page, 'ath')).toHaveAttribute('data-state', 'not-met')
  await expect(check(page, 'htm')).toHaveAttribute('data-state', 'not-met')
  await expect(check(page, 'htu')).toHaveAttribute('data-state', 'met')
  await token(page, 0).click()
  await settled(page)
  await expect(verdict(page)).toHaveText('Reject the request. Its proof doesn’t fit.')
})

test('a proof is made for a request, and fits it', async ({ page }) => {
  await open(page, accessToken(), pem(ed25519.privateKey))
  const request = page.getByRole('region', { name: 'Request', exact: true })
  await request.getByText('Make a proof', { exact: true }).click()
  await request.getByRole('textbox', { name: 'URL' }).fill('https://api.example/payments?dry=1')
  await request.getByRole('textbox', { name: 'Method' }).fill('PUT')
  await button(page, 'Make the proof').click()
  await expect(page.locator('[data-part=proof]')).toHaveText(/^eyJ[\w-]+\.[\w-]+\.[\w-]+$/)
  await button(page, 'Open the request with this proof').click()
  await box(page, 'Key').fill(pem(ec.publicKey))
  await settled(page)
  await expect(verdict(page)).toContainText('The DPoP proof fits the request.')
  await expect(check(page, 'htm')).toContainText('PUT')
  // A key of another type, and none at all.
  await box(page, 'Encoded token').fill(accessToken())
  await box(page, 'Key').fill(pem(rsa.privateKey))
  await settled(page)
  await request.getByRole('combobox', { name: 'Sign with' }).selectOption('box')
  await request.getByRole('textbox', { name: 'URL' }).fill('no address')
  await button(page, 'Make the proof').click()
  await expect(request.getByText('This isn’t a complete URL.')).toBeVisible()
  await request.getByRole('textbox', { name: 'URL' }).fill('https://api.example/payments')
  await button(page, 'Make the proof').click()
  await expect(request.getByText('The access token is bound to another key')).toBeVisible()
})

test('the hashes of a token response are checked at once', WHOLE, async ({ page }) => {
  const half = (value: string) => createHash('sha256').update(value).digest().subarray(0, 16).toString('base64url')
  const response = (value: string) =>
    JSON.stringify({ access_token: value, id_token: hs256(claims({ nonce: 'n', at_hash: half('at-1') })) })
  await open(page, response('at-1'), SECRET)
  await expect(page.locator('[data-expectation=at_hash]')).toHaveAttribute('data-state', 'met')
  await expect(verdict(page)).toContainText('It was issued together with what came with it.')
  await box(page, 'Encoded token').fill(response('at-2'))
  await settled(page)
  await expect(page.locator('[data-expectation=at_hash]')).toHaveAttribute('data-state', 'not-met')
  await expect(verdict(page)).toHaveText('Reject it. Its hashes don’t match what it came with.')
})

test('a certificate chain is verified up to the root that the reader gives', async ({ page }) => {
  const key = createPrivateKey({ key: Buffer.from(LEAF_KEY, 'base64'), format: 'der', type: 'pkcs8' })
  const chain = page.locator('[data-part=chain]')
  await open(page, chained(key, CERTIFICATES.leaf, CERTIFICATES.issuing))
  await expect(chain).toHaveAttribute('data-state', 'consistent')
  await expect(chain).toHaveText('The chain is consistent, but nothing here says that its root is trusted.')
  const root = page.getByRole('textbox', { name: 'Root certificate' })
  await root.fill(certificate('otherRoot'))
  await expect(chain).toHaveAttribute('data-state', 'untrusted')
  await root.fill(certificate('root'))
  await expect(chain).toHaveAttribute('data-state', 'trusted')
  await expect(page.locator('[data-certificate]')).toHaveCount(3)
  await box(page, 'Encoded token').fill(chained(key, CERTIFICATES.leaf, CERTIFICATES.impostor))
  await expect(chain).toHaveAttribute('data-state', 'broken')
  await expect(verdict(page)).toContainText('its certificate chain is broken')
})

function certificate(name: keyof typeof CERTIFICATES): string {
  return `-----BEGIN CERTIFICATE-----\n${CERTIFICATES[name]}\n-----END CERTIFICATE-----\n`
}

/** A token that is signed with the key of the first of its certificates. */
function chained(key: KeyObject, ...x5c: string[]): string {
  const input = `${encode({ alg: 'ES256', typ: 'JWT', x5c })}.${encode(claims())}`
  return `${input}.${sign('sha256', Buffer.from(input), { key, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`
}
