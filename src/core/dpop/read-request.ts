// Reads a request with a DPoP proof and verifies the proof's signature: everything that doesn't depend on the clock.
import { verifyJws } from '../crypto/verify.ts'
import type { Verification } from '../crypto/verification.ts'
import { inspect } from '../inspect.ts'
import { tokenKeys } from '../keys/sources/token-keys.ts'
import { readKey } from '../keys/read/read-key.ts'
import { requestAround } from '../request/http-request.ts'
import { valuesOf, type HttpRequest } from '../request/request.ts'
import { nextLine } from '../request/lines.ts'
import type { Token } from '../token/token.ts'

/** A request's access token: `Authorization: DPoP …` (RFC 9449 section 7.1). */
export interface SentToken {
  /** In lower case. */
  readonly scheme: string
  readonly text: string
  /** Undefined if it is not a JWT, so only its issuer can read it. */
  readonly token: Token | undefined
}

export interface DpopRequest {
  readonly request: HttpRequest
  /** The value of each `DPoP` field; there must be exactly one. */
  readonly proofs: readonly string[]
  /** Undefined if the field is not a single JWT in compact serialization. */
  readonly proof: Token | undefined
  /** Verified with the key in the proof; undefined if the proof has no readable key. */
  readonly verification: Verification | undefined
  /** The first of them. */
  readonly sent: SentToken | undefined
  /** The number of `Authorization` fields. */
  readonly authorizations: number
  /** The nonce that a server issued before this request, if the text includes that response (RFC 9449 section 8). */
  readonly serverNonce: string | undefined
}

/** Longer texts contain no proof that a server would accept. */
const LONGEST_PROOF = 100_000

/** Reads the request around a position in the text; undefined if it has no proof. Never throws. */
export async function readDpopRequest(text: string, at: number): Promise<DpopRequest | undefined> {
  if (!/dpop/i.test(text)) return undefined
  const request = requestAround(text, at)
  if (!request) return undefined
  const proofs = valuesOf(request, 'dpop')
  if (proofs.length === 0) return undefined
  const proof = proofIn(proofs[0]!)
  const authorizations = valuesOf(request, 'authorization')
  return {
    request,
    proofs,
    proof,
    verification: proof && (await verifyWithItself(proof)),
    sent: sentIn(authorizations[0]),
    authorizations: authorizations.length,
    serverNonce: nonceBefore(text, request.span.from),
  }
}

/** The field's value as a token, if it is exactly one token. */
function proofIn(value: string): Token | undefined {
  if (value.length > LONGEST_PROOF || !/^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+$/.test(value)) return undefined
  const { token } = inspect(value)
  return token?.wellFormed && token.object?.kind === 'jws' && token.compact === value ? token : undefined
}

/** Verifies the signature with the public key in the protected header (RFC 9449 section 4.3 step 6). */
async function verifyWithItself({ object, header }: Token): Promise<Verification | undefined> {
  const text = tokenKeys(header).find(({ parameter }) => parameter === 'jwk')?.text
  if (text === undefined || object?.kind !== 'jws') return undefined
  return verifyJws(object, await readKey(text, { alg: header.alg }), { source: 'token' })
}

function sentIn(authorization: string | undefined): SentToken | undefined {
  const [, scheme, text] = /^([A-Za-z][A-Za-z0-9_-]{0,40}) +([^\s].*)$/.exec(authorization ?? '') ?? []
  if (scheme === undefined || text === undefined) return undefined
  const { token, found } = inspect(text)
  const isWhole = found.length === 1 && token?.compact === text && token.wellFormed
  return { scheme: scheme.toLowerCase(), text, token: isWhole ? token : undefined }
}

/** The last `DPoP-Nonce` before an offset. */
function nonceBefore(text: string, to: number): string | undefined {
  let nonce: string | undefined
  for (let at = 0; at < to; at = nextLine(text, at)) {
    const found = /^[ \t<]{0,8}dpop-nonce:[ \t]*([\x21-\x7e]{1,1000})/i.exec(text.slice(at, at + 1_100))
    if (found) nonce = found[1]
  }
  return nonce
}
