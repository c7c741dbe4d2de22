// Reads the certificate in a JWK's "x5c" (RFC 7517 section 4.7) and compares it with the key.
import type { JsonNode } from '../../text/json.ts'
import { note, sameKey, type ReadKey } from '../key-material.ts'
import { decodeBase64 } from '../../text/base64.ts'
import { withoutTrailing } from '../../text/characters.ts'
import { readDer } from './der/read-der.ts'

/** Adds the contents of "x5c" to a key. The key itself still comes from its own members. */
export async function withCertificate(result: ReadKey, members: ReadonlyMap<string, JsonNode>): Promise<ReadKey> {
  const x5c = members.get('x5c')
  if (result.problem || result.key.kind === 'secret' || !x5c) return result
  const invalid: ReadKey = { key: result.key, notes: [...result.notes, note('x5c-invalid')] }
  const leaf = x5c.type === 'array' ? x5c.items[0] : undefined
  if (leaf?.type !== 'string') return invalid
  const digits = leaf.value.replace(/\s+/g, '')
  // Standard base64 with padding, unlike everything else in a JWK.
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(digits)) return invalid
  const read = await readDer(decodeBase64(withoutTrailing(digits, '=')), { armor: 'base64', label: undefined, passphrase: undefined })
  if (read.problem || !read.key.certificate) return invalid
  const notes = sameKey(result.key.jwk, read.key.jwk) ? result.notes : [...result.notes, note('x5c-key-mismatch')]
  return { key: { ...result.key, certificate: read.key.certificate }, notes }
}
