// The payroll API's verifier, whose steps can be switched off one by one to build a careless server.
import { compactVerify, importJWK, type CryptoKey } from 'jose'
import { algorithmByName, takesSecret } from '../../core/algorithms/algorithms.ts'
import { decodeBase64url, encodeBase64url } from '../../core/text/base64url.ts'
import { differingBits } from '../../core/text/bytes.ts'
import { AUDIENCE, ISSUER, type Claims, type Dialect } from './access-token.ts'
import type { ServerClock } from './clock.ts'
import type { KeyRing, ServerKey } from './key-ring.ts'
import { parseToken, type ParsedToken } from './parsed-token.ts'
import { invalidToken, type StepOutcome, type StepId, type StepLog } from './steps.ts'
import { checkAudience, checkTime } from './claim-checks.ts'

export interface VerifierSettings {
  readonly keys: KeyRing
  readonly clock: ServerClock
  readonly dialect: Dialect
  /** This API's own name, which "aud" must contain; by default the payroll API's. */
  readonly audience?: string
  /** The longest lifetime that the issuer grants, in seconds. */
  readonly life?: number
  /** Steps that are skipped; the server then behaves as careless servers do. */
  readonly off: ReadonlySet<StepId>
  /** Whether the user is still signed in; runs after all steps that don't need a store. */
  readonly stillSignedIn: (claims: Claims) => StepOutcome
  /** Called once when every step before "right" has passed. */
  readonly right: (claims: Claims) => StepOutcome
}

/** A key to try; undefined means that the token says "none" and no check objected. */
interface Candidate {
  readonly alg: string
  readonly key: CryptoKey | Uint8Array | undefined
}

/** Verifies a bearer token and logs each step; returns the claims if every step passed. Never throws, whatever the token. */
export async function verifyToken(token: string, settings: VerifierSettings, log: StepLog): Promise<Claims | undefined> {
  let parsed: ParsedToken | undefined
  await log.step('parse', () => {
    const result = parseToken(token)
    if ('problem' in result) return invalidToken(result.problem, 'The access token is malformed')
    parsed = result
    return { passed: 'It has three segments in base64url, and the first two are JSON.' }
  })
  if (!parsed) return undefined
  const { header, claims } = parsed
  await log.step('algorithm', () => checkAlgorithm(header, settings))
  let candidates: readonly Candidate[] = []
  await log.step('key', async () => {
    const found = await findKeys(header, settings)
    if ('refused' in found) return found
    candidates = found.candidates
    return found.outcome
  })
  await log.step('signature', () =>
    settings.off.has('signature')
      ? { off: 'Skipped: the server decodes the payload and believes it.' }
      : checkSignature(parsed!, candidates),
  )
  await log.step('time', () => (settings.off.has('time') ? { off: 'Skipped: tokens never expire here.' } : checkTime(claims, settings)))
  await log.step('audience', () =>
    settings.off.has('audience')
      ? { off: 'Skipped: any issuer and any audience are accepted.' }
      : checkAudience(header, claims, settings.dialect, { issuer: ISSUER, audience: settings.audience ?? AUDIENCE }),
  )
  await log.step('revocation', () =>
    settings.off.has('revocation') ? { off: 'Skipped: signing out has no effect.' } : settings.stillSignedIn(claims),
  )
  await log.step('right', () =>
    settings.off.has('right') ? { off: 'Skipped: anyone who is signed in may do anything.' } : settings.right(claims),
  )
  return log.refusal ? undefined : claims
}

function checkAlgorithm(header: Claims, settings: VerifierSettings): StepOutcome {
  const ours = [...new Set(settings.keys.keys.map((key) => key.alg))].join(' or ')
  const says = JSON.stringify(header['alg']) ?? 'nothing'
  if (settings.off.has('algorithm')) return { off: `Skipped: the token says ${says}, and the server believes it.` }
  const known = settings.keys.keys.some((key) => key.alg === header['alg'])
  // RFC 8725 section 3.1: the server decides which algorithms to accept, not the token.
  return known
    ? { passed: `${says} is on our list.` }
    : invalidToken(`The token says ${says}. This API accepts only ${ours}.`, 'The algorithm is not allowed')
}

type Found = { readonly candidates: readonly Candidate[]; readonly outcome: StepOutcome } | (StepOutcome & { readonly refused: string })

async function findKeys(header: Claims, settings: VerifierSettings): Promise<Found> {
  const alg = header['alg']
  if (settings.off.has('key') && isObject(header['jwk']) && typeof alg === 'string') {
    const key = await importCarelessly(header['jwk'], alg)
    if (key) return { candidates: [{ alg, key }], outcome: { off: 'Skipped: the key is taken from the token’s own header ("jwk").' } }
  }
  if (alg === 'none' && settings.off.has('algorithm'))
    return { candidates: [{ alg, key: undefined }], outcome: { passed: '"none" needs no key.' } }
  const ring = settings.keys.keys
  if (typeof alg === 'string' && settings.off.has('algorithm') && takesSecret(alg)) {
    const confused = ring.flatMap((key): Candidate[] => (key.public ? [{ alg, key: new TextEncoder().encode(key.public.pem) }] : []))
    if (confused.length > 0)
      return { candidates: confused, outcome: { passed: `The public key file is used as if it were the secret for ${alg}.` } }
  }
  const kid = header['kid']
  const named: readonly ServerKey[] = ring.filter((key) => key.alg === alg && (kid === undefined || key.kid === kid))
  if (named.length === 0)
    return invalidToken(`No accepted key has the key ID ${JSON.stringify(kid) ?? '(none)'}.`, 'The key is not known') as Found
  const names = named.map((key) => key.kid ?? 'the secret').join(' or ')
  return {
    candidates: named.map(({ alg: own, verifyWith }) => ({ alg: own, key: verifyWith })),
    outcome: {
      passed: settings.off.has('key')
        ? `Our key is ${names}. The server would prefer a usable key in the token’s header.`
        : `Our key is ${names}. Keys in the token are ignored.`,
    },
  }
}

async function checkSignature(token: ParsedToken, candidates: readonly Candidate[]): Promise<StepOutcome> {
  const compact = `${token.signingInput}.${token.signature}`
  for (const { alg, key } of candidates) {
    if (!key) {
      if (token.signature === '') return { passed: 'There is no signature, and "none" doesn’t require one.' }
      continue
    }
    try {
      await compactVerify(compact, key, { algorithms: [alg] })
      return { passed: `The ${alg} signature matches the header and payload as they arrived.` }
    } catch {
      // Another key may match; if none does, the code below says so.
    }
  }
  const first = candidates[0]
  const expected = first?.key instanceof Uint8Array ? await hmac(first.alg, first.key, token.signingInput) : undefined
  const description = 'The signature does not match'
  if (expected === undefined) return invalidToken('The signature doesn’t match these bytes with our key.', description)
  const { differing, of } = differingBits(decodeBase64url(token.signature).bytes, decodeBase64url(expected).bytes)
  return invalidToken(`The signature computed here differs in ${differing} of ${of} bits.`, description, {
    expected,
    received: token.signature,
  })
}

/** The HMAC of a signing input as base64url; undefined for other algorithms (RFC 7518 section 3.2). */
export async function hmac(alg: string, secret: Uint8Array, signingInput: string): Promise<string | undefined> {
  const { hash, kty } = algorithmByName(alg) ?? {}
  if (!hash || kty !== 'oct') return undefined
  // Web Crypto refuses an empty HMAC key; one zero byte is the same key by HMAC's padding (RFC 2104 section 2).
  const bytes = secret.length > 0 ? new Uint8Array(secret) : new Uint8Array(1)
  const key = await crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash }, false, ['sign'])
  return encodeBase64url(new Uint8Array(await crypto.subtle.sign('HMAC', key, new TextEncoder().encode(signingInput))))
}

async function importCarelessly(jwk: object, alg: string): Promise<CryptoKey | Uint8Array | undefined> {
  try {
    return await importJWK({ ...jwk }, alg)
  } catch {
    return undefined
  }
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
