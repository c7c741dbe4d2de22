// Encrypts new content under the headers of a JWE in a JSON serialization, for all of its recipients or not at all (RFC 7516 section 7.2).
import { Budget, MOST_PBKDF2_ROUNDS } from '../budget.ts'
import type { ContentEncryption, KeyManagement } from '../algorithms/encryption-algorithms.ts'
import { encryptionKeyMismatch } from '../keys/encryption-key.ts'
import { problem, type KeyMaterial, type KeyReading, type KeyResult } from '../keys/key-material.ts'
import { edited, membersSet, type TextEdit } from './json-text.ts'
import { layoutOf, type Layout } from './parts.ts'
import { encodeBase64url } from '../text/base64url.ts'
import { membersByName, type JsonObject } from '../text/json.ts'
import { quoted } from '../text/quoted.ts'
import type { Jwe, JweRecipient } from '../token/jwe.ts'
import { algorithmsFor, headerWith, recipientKey, wrapOptions, written, type Encryption } from '../crypto/encrypt.ts'
import { deflateRaw } from '../crypto/primitives/inflate.ts'
import type { Wrapped } from '../crypto/primitives/key-management.ts'

/** What is needed to wrap the content key for one recipient. */
interface Share {
  readonly recipient: JweRecipient
  readonly alg: KeyManagement
  readonly enc: ContentEncryption
  readonly key: KeyMaterial
}

const refused = (found: string, expected: string, action: string): { readonly problem: ReturnType<typeof problem> } => ({
  problem: problem('key-unsupported', found, expected, action),
})

/**
 * Encrypts `plaintext` under the headers of a JWE whose JSON text is `text`. Makes a new content key, wrapped for each recipient with a key
 * from `reading`, a new IV, and new values for whatever else the algorithms draw at random. Headers, additional data and all other
 * characters stay. Refuses a JWE without exactly one reading, and one that some recipient could not decrypt.
 */
export async function encryptJsonAgain(
  text: string,
  jwe: Jwe,
  plaintext: Uint8Array<ArrayBuffer>,
  reading: KeyReading,
): Promise<Encryption> {
  const layout = jwe.readings === 'one' ? layoutOf(text, 'jwe') : undefined
  if (!layout) return refused('a JWE that can be read in two ways', 'one that can be read in only one way', 'fix it first')
  const { recipients } = jwe
  if (recipients.some(({ header }) => !header.readable || header.parameters.has('crit')))
    return refused('a header with “crit”, or one that can’t be read', 'headers with known parameters only', 'fix the header')
  if (recipients.some(({ header }) => header.unprotected.has('zip')))
    return refused('a “zip” outside the protected header', 'a protected one (RFC 7516 section 4.1.3)', 'move it there')
  const shares: Share[] = []
  const budget = new Budget()
  for (const [index, recipient] of recipients.entries()) {
    const share = await shareOf(jwe, index, recipient, reading, budget)
    if (share.problem) return share
    shares.push(share)
  }
  const [first] = shares
  if (!first || shares.some(({ enc }) => enc !== first.enc)) {
    return refused('recipients with different “enc”', 'the same for all (RFC 7516 section 7.2.1)', 'fix the headers')
  }

  const { wrapKey } = await import('../crypto/primitives/key-management.ts')
  const wrapped: Wrapped[] = []
  let contentKey: Uint8Array<ArrayBuffer> | undefined
  const rounds = shares.map(({ recipient, alg }) => (alg.family === 'PBES2' ? wrapOptions(recipient.header).p2c : 0))
  if (rounds.reduce((sum, each) => sum + each, 0) > MOST_PBKDF2_ROUNDS)
    return refused('too many PBKDF2 rounds for one token', `${MOST_PBKDF2_ROUNDS.toLocaleString('en')} at most`, 'remove some recipients')
  for (const { recipient, alg, enc, key } of shares) {
    try {
      const made: Wrapped = await wrapKey(alg, enc, key, wrapOptions(recipient.header), contentKey)
      contentKey ??= made.contentKey
      wrapped.push(made)
    } catch {
      return { problem: problem('key-refused', 'a key that can’t be imported', `a key for ${alg.name}`, 'use another key') }
    }
  }
  const drawn = placed(layout, text, jwe, wrapped)
  if (drawn.problem) return drawn
  const { segment, edits } = drawn
  const content = jwe.header.protected.has('zip') ? await deflateRaw(plaintext) : plaintext
  const { encryptContent } = await import('../crypto/primitives/content-encryption.ts')
  const aad = new TextEncoder().encode(jwe.additionalData ? `${segment}.${jwe.additionalData.text}` : segment)
  const { iv, ciphertext, tag } = await encryptContent(first.enc, contentKey ?? new Uint8Array(0), content, aad)
  if (first.alg.family !== 'dir') contentKey?.fill(0)
  const sealed = Object.fromEntries(Object.entries({ iv, ciphertext, tag }).map(([name, bytes]) => [name, asJson(bytes)]))
  return { compact: edited(text, [...edits, ...membersSet(text, layout.root, sealed)]), key: first.key }
}

function asJson(bytes: Uint8Array): string {
  return JSON.stringify(encodeBase64url(bytes))
}

/** The algorithms of a recipient, and the key to encrypt to. */
async function shareOf(jwe: Jwe, index: number, recipient: JweRecipient, reading: KeyReading, budget: Budget): Promise<KeyResult<Share>> {
  const { header } = recipient
  const named = algorithmsFor(header.alg ?? '', header.enc ?? '')
  if (named.problem) return named
  if (reading.kind === 'unreadable') return { problem: reading.problem }
  const { alg, enc } = named
  const mismatches = reading.keys.map((key) => encryptionKeyMismatch(alg, enc, key, 'encrypt'))
  const fitting = reading.keys.filter((_, i) => !mismatches[i])
  const key = await recipientKey(jwe, recipient, fitting, reading, budget)
  if (key) return { recipient, alg, enc, key }
  if (jwe.recipients.length === 1)
    return { problem: mismatches[0] ?? problem('key-missing', 'no key', `a key for ${alg.name}`, 'give the key to encrypt to') }
  const who = `recipient ${index + 1}${header.kid === undefined ? '' : `, ${quoted(header.kid)}`}`
  return {
    problem: problem(
      'key-missing',
      `no key that is certainly right for ${who} (${alg.name})`,
      'a key for every recipient, since the content key is new',
      'add all keys as a JWK Set, or remove that recipient',
    ),
  }
}

/** The new protected header, and the edits that put each recipient's Encrypted Key and new parameters in place of the old ones. */
function placed(
  { root, entries }: Layout,
  text: string,
  { header, recipients }: Jwe,
  wrapped: readonly Wrapped[],
): KeyResult<{ readonly segment: string; readonly edits: readonly TextEdit[] }> {
  const shared = objectAt(root, 'unprotected')
  const isAlone = recipients.length === 1
  const inProtected: Record<string, unknown> = {}
  const inShared: Record<string, string> = {}
  const edits: TextEdit[] = []
  for (const [i, { encryptedKey, parameters }] of wrapped.entries()) {
    const entry = entries[i]
    if (!entry) continue
    const own = objectAt(entry, 'header')
    const inOwn: Record<string, string> = {}
    for (const [name, value] of Object.entries(written(parameters))) {
      // The number of rounds isn't random, so it keeps its characters.
      if (name === 'p2c' && numberOf(recipients[i], name) === value) continue
      // A parameter stays where it is. A new one goes where "alg" is, or to the recipient that it is for.
      const has = (object: JsonObject | undefined, member: string) => membersByName(object).has(member)
      const beside = isAlone && !has(own, name) && !has(shared, name) && !header.protected.has(name) ? 'alg' : name
      const isShared = has(shared, beside) || header.protected.has(beside)
      if (isShared && !isAlone && !has(own, name))
        return refused(`a “${name}” that several recipients share`, 'one for each of them', 'move it into its recipient’s header')
      if (isShared && header.protected.has(beside)) inProtected[name] = value
      else if (isShared) inShared[name] = JSON.stringify(value)
      else inOwn[name] = JSON.stringify(value)
    }
    const members: Record<string, string> = encryptedKey.length > 0 ? { encrypted_key: asJson(encryptedKey) } : {}
    if (own) edits.push(...membersSet(text, own, inOwn))
    const made = Object.entries(inOwn).map(([name, json]) => `${JSON.stringify(name)}:${json}`)
    const isNew = !own && made.length > 0
    edits.push(...membersSet(text, entry, isNew ? { header: `{${made.join(',')}}`, ...members } : members))
  }
  if (shared) edits.push(...membersSet(text, shared, inShared))
  const segment = headerWith(header, inProtected)
  if (segment !== header.segment.text) edits.push(...membersSet(text, root, { protected: JSON.stringify(segment) }))
  return { segment, edits }
}

function numberOf(recipient: JweRecipient | undefined, name: string): number | undefined {
  const node = recipient?.header.parameters.get(name)
  return node?.type === 'number' ? node.value : undefined
}

function objectAt(object: JsonObject, name: string): JsonObject | undefined {
  const value = membersByName(object).get(name)
  return value?.type === 'object' ? value : undefined
}
