// Checks the words of a report: each cause's sentence for each of its arguments, and what is offered with it.
import { describe, expect, it } from 'vitest'
import type { CauseArgs, HeldCause, Proof } from './cause/cause.ts'
import { explainCause, reportInWords } from './wording.ts'

const held = (id: string, args: CauseArgs = {}, more: Partial<HeldCause> = {}): HeldCause => ({
  id,
  args,
  evidence: undefined,
  fix: undefined,
  proof: undefined,
  ...more,
})

describe('a cause words its arguments', () => {
  it.each<[string, CauseArgs, string]>([
    ['secret-lacks-newline', { ending: 'crlf' }, '… if the secret ended with a Windows line break (CRLF)'],
    ['secret-lacks-newline', { ending: 'lf' }, '… if the secret ended with a line break'],
    ['secret-lacks-newline', { ending: 'space' }, '… if the secret ended with a space'],
    ['secret-has-wrapping', { what: 'x' }, '… if the secret were only x'],
    ['secret-has-wrapping', { what: 'x', encoding: 'hex' }, '… if the secret were only x, decoded from hex'],
    ['secret-is-encoded', { encoding: 'hex', form: 'colons' }, '… if the secret were read as hex bytes, without the separators'],
    ['secret-is-encoded', { encoding: 'hex' }, '… if the secret were decoded from hex first'],
    ['secret-lenient-base64', { dropped: 0 }, '… if the secret were base64-decoded leniently, dropping the leftover characters'],
    ['secret-lenient-base64', { dropped: 1 }, '… if the secret were base64-decoded leniently, skipping 1 character that is not base64'],
    ['secret-lenient-base64', { dropped: 2 }, '… if the secret were base64-decoded leniently, skipping 2 characters that are not base64'],
    ['secret-derived', { hash: 'MD5', form: 'bytes' }, '… if the secret were MD5 of what you gave'],
    ['secret-derived', { hash: 'MD5', form: 'hex' }, '… if the secret were MD5 of what you gave, as hex text'],
    ['secret-derived', { length: 8 }, '… if only the first 8 bytes of the secret were used'],
    [
      'public-key-as-secret',
      { form: 'its JWK', kind: 'private' },
      '… if the text of the private key (its JWK) were used as a shared secret',
    ],
    [
      'public-key-as-secret',
      { form: 'its JWK', kind: 'public' },
      '… if the public key (its JWK) were used as a shared secret. This is how tokens are forged: anyone can get the public key',
    ],
    ['secret-published', { where: 'line 2' }, '… if the secret were line 2: anyone who has that list can make such a token'],
    ['secret-published', { secret: '', where: 'x' }, '… if the secret were empty: anyone can make such a token'],
    ['secret-published', { secret: 'a', where: 'the one of x' }, '… if the secret were “a”, the one of x: anyone can make such a token'],
    [
      'json-reserialised-both',
      { header: 'a', payload: 'a' },
      '… if the header and payload were a: that is what was signed, and the token carries a reformatted copy',
    ],
    [
      'json-reserialised-both',
      { header: 'a', payload: 'b' },
      '… if the header were a and the payload b: that is what was signed, and the token carries a reformatted copy',
    ],
    ['header-replaced', { style: 'x' }, '… if the signed header were x'],
    ['header-replaced', { style: 'x', alg: 'HS256' }, '… if the header said “HS256”: that was signed, and “alg” was changed afterward'],
    ['payload-edited', {}, '… if it said what your earlier token says: the payload was edited after it was signed'],
    ['payload-edited', { name: 'a', before: '"b"' }, '… if “a” were “b”: the payload was edited after it was signed'],
    ['payload-edited', { name: 'a', what: 'absent' }, '… if “a” were absent: the payload was edited after it was signed'],
    [
      'payload-edited',
      { name: 'a', before: '1', part: 'header', what: 'other', others: 0 },
      '… if the header parameter “a” were 1: the header was edited after it was signed',
    ],
    [
      'payload-edited',
      { name: 'a', before: '1', part: 'payload', what: 'other', others: 1, style: 'compact JSON' },
      '… if “a” were 1 and 1 other member hadn’t changed: the payload was edited after it was signed, and what was signed was compact JSON',
    ],
    [
      'payload-edited',
      { name: 'a', before: '1', others: 2 },
      '… if “a” were 1 and 2 other members hadn’t changed: the payload was edited after it was signed',
    ],
    ['signature-of-other-token', { which: 'signature' }, '… if it carried the signature of another token of this visit'],
    [
      'signature-of-other-token',
      { which: 'content' },
      '… if its signature belonged to the header and payload of another token of this visit',
    ],
    ['token-one-character', { at: 3, how: 'substitute', was: 'a', is: 'b' }, '… if character 3 were “a”, not “b”'],
    ['token-one-character', { at: 3, how: 'insert', was: 'a', is: '' }, '… if character 3 followed a “a”, which was lost'],
    ['token-one-character', { at: 3, how: 'delete', was: '', is: 'b' }, '… if character 3 (“b”) were not there: it was added'],
    ['token-one-character', { at: 3, how: 'transpose', was: 'a', is: 'b' }, '… if characters 3 and 4 were swapped'],
    [
      'token-url-mangled',
      { what: 'case' },
      'Every letter of this token is in one case: something changed it, and base64url can’t be decoded without the original case.',
    ],
    ['token-url-mangled', { what: 'plus' }, '… if its spaces were plus signs: a URL decoder turned + into a space'],
    ['token-line-wrapped', { width: 0 }, '… if the spaces and line breaks inside the token had been signed with it'],
    [
      'token-line-wrapped',
      { width: 76 },
      '… if the parts were wrapped every 76 characters: a MIME encoder broke the lines before they were signed',
    ],
    [
      'input-unencoded-payload',
      { raw: 'yes' },
      '… if the signature were made over the payload as it is, not over its base64url (RFC 7797)',
    ],
    [
      'input-unencoded-payload',
      { raw: 'no' },
      '… if the signature were made over the base64url of the payload, though the header says “b64”: false',
    ],
    [
      'input-hashed-twice',
      { hash: 'SHA-256', form: 'bytes' },
      '… if the signature were made over the SHA-256 hash of the input: the signer hashed twice',
    ],
    [
      'input-hashed-twice',
      { hash: 'SHA-256', form: 'hex' },
      '… if the signature were made over the SHA-256 hash of the input as hex text: the signer hashed twice',
    ],
    ['sd-jwt-disclosures-included', { how: 'input' }, '… if the disclosures had been signed with it'],
    ['sd-jwt-disclosures-included', { how: 'signature' }, '… if only the part before the first ~ were used: the signature ends there'],
    ['signature-hex', { encoded: 'yes' }, '… if the signature were bytes; it is the base64url of hex text'],
    ['signature-hex', { encoded: 'no' }, '… if the signature were bytes; it is hex text'],
    ['signature-order', { how: 'swapped' }, '… if r and s were swapped'],
    ['signature-order', { how: 'little' }, '… if r and s were big-endian; they are little-endian'],
    ['signature-order', { how: 'both' }, '… if r and s were swapped and big-endian'],
    [
      'signature-leading-zeros',
      { number: 'r', found: 31, expected: 32 },
      '… if r had its leading zero bytes: it has 31 bytes instead of 32',
    ],
    [
      'signature-leading-zeros',
      { number: 'r and s', found: 62, expected: 64 },
      '… if r and s had their leading zero bytes: together they have 62 bytes instead of 64',
    ],
    [
      'signature-leading-zeros',
      { number: 's', found: 33, expected: 32 },
      '… if s had no extra leading zero bytes: it has 33 bytes instead of 32',
    ],
    ['signature-curve-length', { found: 62, expected: 64 }, '… if r and s had 32 bytes each: the signature has 62 bytes instead of 64'],
    [
      'signature-curve-length',
      { as: 'ES384', curve: 'P-384', alg: 'ES256' },
      '… if it were checked as ES384: the key is on P-384, but the header says ES256',
    ],
    ['alg-other-hash', { alg: 'ES256', hash: 'SHA-512' }, '… if it were hashed with SHA-512, which ES256 does not allow'],
    ['alg-other-hash', { alg: 'HS256', as: 'HS512' }, '… if it were checked as HS512: the header says HS256'],
    [
      'alg-other-family',
      { alg: 'RS256', as: 'HS256', key: 'secret' },
      '… if it were checked as HS256: that suits the secret, but the header says RS256',
    ],
    [
      'alg-other-family',
      { alg: 'RS256', as: 'ES256', key: 'key' },
      '… if it were checked as ES256: that suits the key, but the header says RS256',
    ],
    ['other-key-of-set', { number: 1, kid: '', named: 'b' }, '… if key 1 of the set were used (it has no kid): the header names “b”'],
    ['other-key-of-set', { number: 1, kid: 'a', named: 'b' }, '… if key 1 of the set were used (kid “a”): the header names “b”'],
    ['key-rotated', { kid: 'a', issued: '', count: 1 }, 'The header names the key “a”, which is not among the one key here.'],
    [
      'key-rotated',
      { kid: 'a', issued: '18 Jan 2018', count: 2 },
      'The header names the key “a”, which is not among the 2 keys here; the token was issued on 18 Jan 2018, and the key may have been retired since.',
    ],
    ['key-pem-damaged', { how: 'x', key: 'k', fact: 'repaired' }, 'The PEM was damaged but could be read: x.'],
    ['key-pem-damaged', { how: 'x', key: 'k', fact: 'yes' }, 'The PEM is damaged: x. Repaired, it is this key: k.'],
    ['key-pem-damaged', { how: 'x', key: 'k' }, '… if the key were repaired: x'],
    [
      'key-pem-damaged',
      { how: 'x', repaired: 'one-line', fact: 'repaired' },
      'The PEM was damaged but could be read: it is all on one line.',
    ],
    ['key-other-format', { how: 'x', key: 'k' }, '… if the key were read as x'],
    ['key-other-format', { how: 'x', key: 'k', fact: 'yes' }, 'The key can be read as x: it is this key: k.'],
    ['key-okp-raw', { crv: 'Ed25519', what: 'seed' }, '… if the bytes you gave were taken as the private seed of an Ed25519 key'],
    ['key-okp-raw', { crv: 'Ed25519', what: 'public' }, '… if the bytes you gave were taken as an Ed25519 public key'],
    ['key-jwk-coordinates', { how: 'hex', key: 'k' }, '… if the JWK’s members were hex'],
    ['key-jwk-coordinates', { how: 'hex', key: 'k', fact: 'yes' }, 'The JWK’s members are hex; read that way, it is this key: k.'],
    ['key-jwk-coordinates', { member: 'x', fact: 'yes' }, '“x” of the JWK is not in its proper form, but could be read.'],
    ['none-fits', { tried: 0 }, 'There is nothing here to try. Most likely this is the wrong key.'],
    ['none-fits', { tried: 2500 }, 'None of 2,500 trials explains it. Most likely this is the wrong key, or the content was changed.'],
  ])('%s %j', (id, args, words) => {
    const { clause, sentence } = explainCause(held(id, args))
    expect(clause === undefined ? sentence : `… if ${clause}`).toBe(words)
  })
  it.each<[string, CauseArgs, string | undefined, string]>([
    [
      'secret-lacks-newline',
      { ending: 'space' },
      'Add the space',
      'The signer reads it from a file that ends with a line break. Trim it there.',
    ],
    [
      'secret-lacks-newline',
      { ending: 'lf' },
      'Add the line break',
      'The signer reads it from a file that ends with a line break. Trim it there.',
    ],
    ['token-url-mangled', { what: 'case' }, undefined, 'Copy the token again from its source. This copy can’t be repaired.'],
    [
      'token-url-mangled',
      { what: 'plus' },
      'Restore the plus signs',
      'Percent-encode the token in form data and URLs, or better, use base64url, which has no +.',
    ],
    [
      'secret-derived',
      { hash: 'MD5' },
      'Use these bytes',
      'The signer hashes the secret before signing. Do the same, or use random bytes on both sides.',
    ],
    ['secret-derived', { length: 8 }, 'Use these bytes', 'The signer cuts the secret off. Use all of it on both sides.'],
    ['input-unencoded-payload', { raw: 'yes' }, undefined, 'The header must declare it: "b64": false, and "crit": ["b64"].'],
    ['input-unencoded-payload', { raw: 'no' }, undefined, 'Remove “b64” from the header, or sign the payload as it is.'],
    [
      'signature-leading-zeros',
      { number: 'r and s', found: 62, expected: 64 },
      'Put the zeros back',
      'The signer drops leading zeros. Pad each number to its full length (RFC 7518 section 3.4). About one signature in 128 is affected.',
    ],
    [
      'signature-leading-zeros',
      { number: 's', found: 65, expected: 66 },
      'Put the zeros back',
      'The signer drops leading zeros. Pad each number to its full length (RFC 7518 section 3.4). About three signatures in four are affected.',
    ],
    [
      'signature-leading-zeros',
      { number: 's', found: 33, expected: 32 },
      'Remove the zeros',
      'Write each number in exactly its full length (RFC 7518 section 3.4). DER puts a zero byte before a number whose first bit is 1, but a JWS doesn’t.',
    ],
    [
      'signature-leading-zeros',
      { number: 'the signature', found: 257, expected: 256 },
      'Remove the zeros',
      'An RSA signature is exactly as long as the modulus, leading zeros included (RFC 8017 section 8). Pad or cut it to that length in the signer.',
    ],
    [
      'signature-curve-length',
      { found: 62, expected: 64 },
      'Fix the signature',
      'Pad each number to the length of its curve: 32 bytes for P-256, 48 for P-384, 66 for P-521, 32 for secp256k1.',
    ],
    ['key-okp-raw', { crv: 'Ed25519', what: 'seed' }, 'Use it as a JWK', 'Keep the seed private. To verify, the public key is enough.'],
    ['key-okp-raw', { crv: 'Ed25519', what: 'public' }, 'Use it as a JWK', 'Pass the key on as a JWK or PEM, which say what it is.'],
  ])('what to do: %s %j', (id, args, button, fix) => expect(explainCause(held(id, args))).toMatchObject({ fix, ...(button && { button }) }))
  it('and spells out what can’t be seen', () => {
    expect(explainCause(held('secret-has-wrapping', { what: 'a\u200bb' })).clause).toBe('the secret were only a[U+200B]b')
  })
})

describe('a report', () => {
  const repair = [{ do: 'set-key', key: 'k' }] as const
  const proof: Proof = { by: 'mac', bits: 256 }
  const words = (causes: readonly HeldCause[], checked?: boolean) =>
    reportInWords({ held: causes, tried: 7, triedFamilies: ['this', 'that'] }, checked)

  it('distinguishes a key that can’t be used from a signature that doesn’t match', () => {
    const fact = [held('key-pem-truncated', { missing: 1, length: 2 })]
    expect(words(fact).verdict).toBe('Not valid as presented.')
    expect(words(fact, false).verdict).toBe('Not checked: the key cannot be used as given.')
    expect(words([held('key-pem-damaged', { how: 'x' }, { proof })], false).verdict).toBe('Not valid as presented.')
  })
  it('lists failed attempts only if nothing is proven', () => {
    expect(words([held('none-fits', { tried: 7 })])).toMatchObject({ inVain: ['this', 'that'], sure: undefined, tried: 7 })
    expect(words([held('signature-hex', {}, { proof })])).toMatchObject({ inVain: [], sure: expect.stringContaining('256') as string })
  })
  it.each<[Proof, string]>([
    [{ by: 'mac', bits: 256 }, 'All 256 bits match then, which can’t be chance.'],
    [{ by: 'prefix', bits: 80, of: 256 }, 'The first 80 of 256 bits match, which can’t be chance.'],
    [{ by: 'signature' }, 'The signature verifies then, which can’t be chance.'],
  ])('says why %j can’t be chance', (each, sure) => expect(words([held('signature-hex', {}, { proof: each })]).sure).toBe(sure))
  it('marks a forgery', () => {
    expect(words([held('public-key-as-secret', { form: 'x' }, { proof }), held('signature-hex', {}, { proof })]).causes).toMatchObject([
      { id: 'public-key-as-secret', attack: true },
      { id: 'signature-hex', attack: false },
    ])
  })
  it('joins what must be true together, and gives facts as sentences', () => {
    expect(words([held('secret-escaped', { what: 'a' }, { proof }), held('signature-hex', { encoded: 'no' }, { proof })]).sentence).toBe(
      'It would verify if the secret were read a, and if the signature were bytes; it is hex text.',
    )
    expect(words([held('none-fits', { tried: 0 }), held('key-private-given')]).sentence).toBe(
      'There is nothing here to try. Most likely this is the wrong key. You gave a private key; its public half was used.',
    )
  })
  it('offers a button for one cause, for both of two, and none if one of two has no repair', () => {
    const hex = held('signature-hex', {}, { proof, fix: repair })
    const text = held('secret-escaped', { what: 'a' }, { proof, fix: repair })
    expect(words([hex]).button).toEqual({ label: 'Fix the signature', repairs: repair })
    expect(words([hex, text]).button).toEqual({ label: 'Fix both', repairs: [...repair, ...repair] })
    expect(words([hex, held('public-key-as-secret', { form: 'x' }, { proof })]).button).toBeUndefined()
    // A button without words, and words without anything to press.
    expect(words([held('public-key-as-secret', { form: 'x' }, { proof, fix: repair })]).button).toBeUndefined()
    expect(words([held('signature-hex', {}, { proof })]).button).toBeUndefined()
  })
  it('offers one for a key that only needed repair', () => {
    const repaired = held('key-pem-damaged', { how: 'x', key: 'k', fact: 'yes' }, { fix: repair })
    expect(words([repaired]).button).toEqual({ label: 'Use the repaired key', repairs: repair })
    expect(words([repaired, repaired]).button).toBeUndefined()
  })
})
