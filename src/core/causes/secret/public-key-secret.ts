// Tries the well-known forgery: the public key, which anyone can get, used as the secret of an HMAC (RFC 8725 section 2.1).
import { byteAt } from '../../text/bytes.ts'
import { decodeBase64url } from '../../text/base64url.ts'
import { plainValue } from '../../text/json.ts'
import { exportJwk, exportPem } from '../../keys/make/export-key.ts'
import type { KeyMaterial } from '../../keys/key-material.ts'
import { encodePem, findPemBlocks } from '../../keys/read/pem/pem.ts'
import type { Attempt, Cause, Material } from '../cause/cause.ts'
import { utf8 } from '../cause/material.ts'
import { keysOfToken } from '../cause/token-keys.ts'

const OWN_TEXT = 'its text as you gave it'

async function* forms(material: Material): AsyncIterable<readonly [Uint8Array<ArrayBuffer>, string]> {
  const { keyText, keys } = material
  if (keys.length > 0) yield* texts(keyText, OWN_TEXT)
  for (const key of keys.slice(0, 8)) yield* formsOfKey(key)
  for (const { key, from } of await keysOfToken(material)) {
    const node = material.signature.header.parameters.get(from)
    if (from === 'jwk' && node) yield* texts(JSON.stringify(plainValue(node)), 'the JWK of the header')
    yield* formsOfKey(key)
  }
}

function* texts(text: string, name: string): Iterable<readonly [Uint8Array<ArrayBuffer>, string]> {
  const lf = text.replace(/\r\n/g, '\n')
  for (const form of new Set([
    text,
    lf,
    lf.trim(),
    `${lf.trim()}\n`,
    lf.trim().replace(/\n/g, '\r\n'),
    `${lf.trim().replace(/\n/g, '\r\n')}\r\n`,
    lf.trim().replace(/\n/g, '\\n'),
    lf.replace(/\s+/g, ''),
  ])) {
    yield [utf8(form), name]
  }
  for (const block of findPemBlocks(text).slice(0, 4)) {
    yield [block.bytes, 'its DER']
    const body = lf.replace(/-----[^-]*-----/g, '').trim()
    yield [utf8(body), 'its base64, as it is between the lines']
    yield [utf8(body.replace(/\s+/g, '')), 'its base64 on one line']
  }
}

async function* formsOfKey(key: KeyMaterial): AsyncIterable<readonly [Uint8Array<ArrayBuffer>, string]> {
  if (key.type === 'oct') return
  const spki = await exportPem(key, 'public')
  if (spki) yield* texts(spki, 'PUBLIC KEY PEM')
  if (key.type === 'RSA') {
    // SPKI wraps an RSAPublicKey (RFC 8017 appendix A.1.1) after a header, 24 bytes long for all usual lengths.
    const [block] = findPemBlocks(spki ?? '')
    const start = block ? pkcs1Start(block.bytes) : undefined
    if (block && start !== undefined) yield* texts(encodePem('RSA PUBLIC KEY', block.bytes.slice(start)), 'RSA PUBLIC KEY PEM')
    yield [decodeBase64url(key.jwk.n ?? '').bytes, 'its modulus']
    yield [utf8(key.jwk.n ?? ''), 'its modulus in base64url']
  }
  const jwk = exportJwk(key, 'public')
  const bare = exportJwk(key, 'public', {})
  for (const each of [jwk, bare]) {
    if (!each) continue
    yield [utf8(JSON.stringify(each)), 'its JWK']
    yield [utf8(JSON.stringify(each, null, 2)), 'its JWK, laid out']
    yield [utf8(JSON.stringify(Object.fromEntries(Object.entries(each).toSorted(([a], [b]) => (a < b ? -1 : 1))))), 'its JWK']
  }
  if (key.certificate) yield* texts(encodePem('CERTIFICATE', key.certificate.der), 'CERTIFICATE PEM')
}

/** Where the BIT STRING's content starts in an RSA SPKI. */
function pkcs1Start(spki: Uint8Array): number | undefined {
  for (let at = 4; at < Math.min(spki.length - 6, 40); at++) {
    if (spki[at] !== 0x03) continue
    const lengthBytes = byteAt(spki, at + 1) >= 0x80 ? byteAt(spki, at + 1) & 0x7f : 0
    const content = at + 2 + lengthBytes + 1
    if (spki[content - 1] === 0 && spki[content] === 0x30) return content
  }
  return undefined
}

const publicKeyAsSecret = {
  id: 'public-key-as-secret',
  dimension: 'secret',
  families: ['HMAC'],
  attack: true,
  tried: 'the public key as the secret',
  explain: ({ form, kind }) => ({
    clause:
      kind === 'private'
        ? `the text of the private key (${String(form)}) were used as a shared secret`
        : `the public key (${String(form)}) were used as a shared secret. This is how tokens are forged: anyone can get the public key`,
    fix: 'Reject it, and let your verifier accept only the algorithm its key is meant for, whatever the header says (RFC 8725 section 3.1).',
  }),
  async *tries(material): AsyncIterable<Attempt> {
    const seen = new Set<string>()
    for await (const [secret, form] of forms(material)) {
      const id = secret.join()
      if (seen.has(id)) continue
      seen.add(id)
      const kind = form === OWN_TEXT && material.keys.every((key) => key.kind === 'private') ? 'private' : 'public'
      yield { change: { secret }, args: { form, kind } }
    }
  },
} as const satisfies Cause

export const publicKeySecretCauses = [publicKeyAsSecret] as const satisfies readonly Cause[]
