// Verifies the key binding JWT of an SD-JWT, which shows that the holder of the key in "cnf" signed this presentation (RFC 9901 sections 4.3 and 7.3).
import { readClaimsSet, type ClaimsSet } from '../claims/claims-set.ts'
import { readNumericDate } from '../claims/numeric-date.ts'
import { algorithmByName } from '../algorithms/algorithms.ts'
import { keyProblem, type Verification } from '../crypto/verification.ts'
import { verifyJws } from '../crypto/verify.ts'
import { readKey } from '../keys/read/read-key.ts'
import { membersByName, plainValue, type JsonNode } from '../text/json.ts'
import { readCompact } from '../token/read-compact.ts'
import type { Token } from '../token/token.ts'
import { processSdJwt, type SdJwtProcessing } from './process.ts'
import { sdDigest } from './sd-hash.ts'

/** `no-key` covers everything that leaves the signature unchecked, so that it proves nothing. */
export type KeyBindingState = 'none' | 'valid' | 'mismatch' | 'no-key' | 'wrong-hash' | 'malformed'

export type KeyBindingReason =
  /** `malformed`: not three segments of base64url under a JSON header. */
  | 'not-a-jws'
  /** `malformed`: "typ" is not "kb+jwt"; `found`. */
  | 'typ'
  /** `malformed`: "alg" is "none" or a MAC, whose key the payload would have to publish; `found`. */
  | 'alg'
  /** `malformed`: the claim `found` is absent or has the wrong type. */
  | 'claim'
  /** `no-key`: the payload has no "cnf". */
  | 'cnf-absent'
  /** `no-key`: "cnf" identifies its key only by the member `found`, which can't be looked up here. */
  | 'cnf-elsewhere'
  /** `no-key`: "cnf.jwk" can't be read as a key. */
  | 'cnf-unreadable'
  /** `no-key`: the hash in "_sd_alg" or the algorithm, which is `found`, is not supported here. */
  | 'unsupported'
  /** `mismatch`: the key in "cnf" did not sign it. */
  | 'signature'
  /** `mismatch`: the key in "cnf" has another type, so it can't have signed it. */
  | 'key-type'
  /** `wrong-hash`: "sd_hash" is the hash of another presentation. */
  | 'sd-hash'

export interface KeyBinding {
  readonly state: KeyBindingState
  /** Absent for `none` and `valid`. */
  readonly reason: { readonly id: KeyBindingReason; readonly found: string } | undefined
  /** The claims of the key binding JWT, as far as it can be read: "aud", "nonce", "iat", "sd_hash". */
  readonly claims: ClaimsSet | undefined
  /** "alg" of its header. */
  readonly alg: string | undefined
  /** What "sd_hash" should be; undefined if the hash is not supported here. */
  readonly expectedHash: string | undefined
}

/** Verifies the key binding JWT that comes with an SD-JWT, but does not judge its age. Never throws, whatever the token contains. */
export async function verifyKeyBinding(token: Token): Promise<KeyBinding> {
  const given = token.sdJwt?.keyBinding
  const processing = processSdJwt(token)
  if (!given || !processing) return { state: 'none', reason: undefined, claims: undefined, alg: undefined, expectedHash: undefined }
  const parts = readCompact(given.text)
  const claims = readClaimsSet(parts)
  const expectedHash = processing.hash && sdDigest(processing.hash, token.sdJwt.presented)
  const answer = (state: KeyBindingState, id?: KeyBindingReason, found = ''): KeyBinding => ({
    state,
    reason: id && { id, found },
    claims,
    alg: parts.header.alg,
    expectedHash,
  })

  const { object, header } = parts
  if (object?.kind !== 'jws' || !parts.wellFormed || parts.sdJwt) return answer('malformed', 'not-a-jws')
  if (header.typ?.toLowerCase().replace(/^application\//, '') !== 'kb+jwt') return answer('malformed', 'typ', header.typ)
  const family = algorithmByName(header.alg)?.family
  if (family === 'none' || family === 'HMAC') return answer('malformed', 'alg', header.alg)
  const lacking = claims ? lackingClaim(claims) : 'payload'
  if (lacking !== undefined) return answer('malformed', 'claim', lacking)

  const key = holderKey(processing)
  const verification =
    typeof key === 'string' ? undefined : await verifyJws(object, await readKey(key.jwk, { alg: header.alg }), { source: 'token' })
  if (verification?.state === 'mismatch') return answer('mismatch', 'signature')
  if (verification?.state === 'key-problem' && isOtherType(verification)) return answer('mismatch', 'key-type')
  const hash = claims?.get('sd_hash')
  if (expectedHash !== undefined && hash?.type === 'string' && hash.value !== expectedHash) return answer('wrong-hash', 'sd-hash')
  if (typeof key === 'string') return key === '' ? answer('no-key', 'cnf-absent') : answer('no-key', 'cnf-elsewhere', key)
  if (verification?.state === 'key-problem') return answer('no-key', 'cnf-unreadable')
  if (expectedHash === undefined) return answer('no-key', 'unsupported', processing.algorithm)
  return verification?.state === 'valid' ? answer('valid') : answer('no-key', 'unsupported', header.alg)
}

function isOtherType(verification: Verification): boolean {
  return keyProblem(verification)?.id === 'key-alg-mismatch'
}

/** The first required claim that is absent or has the wrong type (RFC 9901 section 4.3). */
function lackingClaim(claims: ClaimsSet): string | undefined {
  const iat = claims.get('iat')
  if (!iat || readNumericDate(iat).kind === 'not-a-number') return 'iat'
  return ['aud', 'nonce', 'sd_hash'].find((name) => {
    const node = claims.get(name)
    return node?.type !== 'string' && !(name === 'aud' && node?.type === 'array')
  })
}

/** "cnf.jwk" as JSON text; else the name of the member that "cnf" has instead, or an empty string if it has none (RFC 7800 section 3). */
function holderKey({ payload }: SdJwtProcessing): { readonly jwk: string } | string {
  const cnf: JsonNode | undefined = membersByName(payload?.root).get('cnf')
  const members = membersByName(cnf)
  const jwk = members.get('jwk')
  // A string would be read as whatever it looks like, such as PEM.
  if (jwk) return { jwk: jwk.type === 'object' ? JSON.stringify(plainValue(jwk)) : '{}' }
  return ['kid', 'jku', 'jkt', 'x5t#S256', 'jwe'].find((name) => members.has(name)) ?? ''
}
