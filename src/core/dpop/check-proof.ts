// Checks a DPoP proof against its request and access token, as in RFC 9449 section 4.3.
import { boundThumbprint } from './bound-key.ts'
import { sha256 } from '@noble/hashes/sha2.js'
import { algorithmByName } from '../algorithms/algorithms.ts'
import { otherAlgorithmByName } from '../algorithms/other-algorithms.ts'
import { areClaimsUnread, readClaimsSet, type ClaimsSet } from '../claims/claims-set.ts'
import { durationInWords, readNumericDate } from '../claims/numeric-date.ts'
import { jwkThumbprint } from '../keys/thumbprint.ts'
import type { HttpRequest } from '../request/request.ts'
import { encodeBase64url } from '../text/base64url.ts'
import { membersByName, textOf, type JsonNode } from '../text/json.ts'
import { quoted, shown } from '../text/quoted.ts'
import type { Token } from '../token/token.ts'
import { proofCheck, type ProofCheck } from './proof-check.ts'
import type { DpopRequest } from './read-request.ts'
import { comparable } from './target-uri.ts'

/** The maximum age of a proof in seconds; RFC 9449 section 11.1 says only seconds or minutes. */
export const MOST_AGE = 300
/** How far "iat" may be in the future, in seconds, to tolerate a fast clock. */
export const MOST_AHEAD = 60

/** The time to check at, and how far clocks may differ, in seconds. */
export interface When {
  readonly now: number
  readonly leeway: number
}

/** Every check, in the order of RFC 9449 section 4.3. Total, and never says "met" about what can't be read. */
export function checkProof(read: DpopRequest, when: When): ProofCheck[] {
  const { proof, proofs } = read
  const one = oneProof(proofs)
  if (!proof) return [one, proofCheck('form', false, 'The `DPoP` field isn’t a single JWT in three parts.'), ...unread(read)]
  const claims = readClaimsSet(proof)
  return [
    one,
    formCheck(proof, claims),
    signatureCheck(read),
    htmCheck(textOf(claims?.get('htm')), read.request),
    htuCheck(textOf(claims?.get('htu')), read.request),
    iatCheck(claims?.get('iat'), textOf(claims?.get('nonce')) !== undefined, when),
    jtiCheck(claims?.get('jti')),
    nonceCheck(claims?.get('nonce'), read.serverNonce),
    ...tokenChecks(read, proof, claims),
  ]
}

/** If the proof can't be read, nothing can be compared. */
function unread({ sent }: DpopRequest): ProofCheck[] {
  const said = 'The proof can’t be read, so this can’t be checked.'
  const ids = ['htm', 'htu', 'iat', ...(sent ? (['ath', 'jkt'] as const) : [])] as const
  return ids.map((id) => proofCheck(id, undefined, said))
}

function oneProof({ length }: DpopRequest['proofs']): ProofCheck {
  return length === 1
    ? proofCheck('one', true, 'The request has one `DPoP` field.')
    : proofCheck('one', false, `The request has ${length} \`DPoP\` fields. Which one counts depends on the server.`)
}

/** Header parameters and required claims (steps 3, 4, 5 and 7). */
function formCheck({ header }: Token, claims: ClaimsSet | undefined): ProofCheck {
  const wrong = (sentence: string) => proofCheck('form', false, sentence)
  const typ = header.typ?.toLowerCase().replace(/^application\//, '')
  if (typ !== 'dpop+jwt') return wrong(`Its \`typ\` is ${header.typ === undefined ? 'absent' : quoted(header.typ)}, not “dpop+jwt”.`)
  const algorithm = algorithmByName(header.alg)
  const other = otherAlgorithmByName(header.alg ?? '')
  if (header.alg === 'none' || algorithm?.kty === 'oct' || (other && other.standing !== 'elsewhere'))
    return wrong(`Its \`alg\` is ${quoted(header.alg ?? '')}, but only a private key proves anything.`)
  const jwk = header.protected.get('jwk')
  if (jwk?.type !== 'object') return wrong('Its header has no public key (`jwk`).')
  const members = membersByName(jwk)
  const secret = PRIVATE.find((name) => members.has(name))
  if (secret !== undefined) return wrong(`Its \`jwk\` contains private parts (\`${secret}\`), so that key isn’t secret any more.`)
  if (jwkThumbprint(jwk) === undefined) return wrong('Its `jwk` lacks a member, so it isn’t a public key.')
  const lacks = ['jti', 'htm', 'htu', 'iat'].filter((name) => !claims?.has(name))
  if (lacks.length > 0) return wrong(`It lacks ${lacks.map((name) => `\`${name}\``).join(' and ')}.`)
  return proofCheck('form', true, 'It is typed “dpop+jwt”, contains a public key and has every required claim.')
}

/** Members that make a key private or a shared secret (RFC 7518 section 6, RFC 9964). */
const PRIVATE = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k', 'priv'] as const

function signatureCheck({ proof, verification }: DpopRequest): ProofCheck {
  if (proof?.header.critMalformed) return proofCheck('signature', false, 'Its `crit` is malformed, so it must be rejected.')
  if (proof && proof.header.unknownCritical.length > 0)
    return proofCheck('signature', false, 'Its `crit` requires an extension that isn’t supported, so it must be rejected.')
  switch (verification?.state) {
    case 'valid':
      return proofCheck('signature', true, 'It is signed with the key it contains.')
    case 'mismatch':
    case 'unreadable':
    case 'unsigned':
    case 'unsecured':
      return proofCheck('signature', false, 'Its signature doesn’t verify with the key it contains.')
    case 'key-problem': {
      const { id, found, expected } = verification.problem
      const said = `Its signature can’t be checked with its key, ${found}; expected: ${expected}.`
      return proofCheck('signature', id === 'crypto-missing' || id === 'key-unsupported' ? undefined : false, said)
    }
    default:
      return proofCheck('signature', undefined, 'Its signature can’t be checked here, so it proves nothing.')
  }
}

function htmCheck(htm: string | undefined, { method }: HttpRequest): ProofCheck {
  if (htm === undefined) return proofCheck('htm', false, 'Its method (`htm`) is absent or isn’t text.')
  if (method === undefined) return proofCheck('htm', undefined, `It is for ${quoted(htm)}; the request line with the method wasn’t pasted.`)
  if (htm === method) return proofCheck('htm', true, `It is for the method ${quoted(htm)}.`)
  const near = htm.toUpperCase() === method.toUpperCase() ? ' Methods are case-sensitive.' : ''
  return proofCheck('htm', false, `It was made for the method ${quoted(htm)}, but the request uses ${quoted(method)}.${near}`)
}

function htuCheck(htu: string | undefined, { url, scheme }: HttpRequest): ProofCheck {
  if (htu === undefined) return proofCheck('htu', false, 'Its URI (`htu`) is absent or isn’t text.')
  const wanted = comparable(htu)
  if (wanted === undefined) return proofCheck('htu', false, `Its \`htu\`, ${shortly(htu)}, is not an absolute http or https URI.`)
  const sent = url === undefined ? undefined : comparable(url)
  if (url === undefined)
    return proofCheck('htu', undefined, `It is for ${shortly(htu)}; the pasted text doesn’t give the request’s full URL.`)
  if (sent === undefined) return proofCheck('htu', undefined, `The URL of the request, ${shortly(url)}, can’t be compared.`)
  const query = /[?#]/.test(htu) ? ' Its query or fragment is ignored; RFC 9449 section 4.2 defines `htu` without them.' : ''
  if (wanted === sent) return proofCheck('htu', true, `It is for ${shortly(withoutQuery(url))}.${query}`)
  // The request itself doesn't show whether it goes over TLS. On the reader's own machine it need not.
  if (scheme === 'unsaid' && comparable(url.replace(/^https/i, 'http')) === wanted)
    return LOOPBACK.test(wanted)
      ? proofCheck('htu', true, `It is for ${shortly(htu)}, on the sender’s own machine.`)
      : proofCheck('htu', undefined, `It is for ${shortly(htu)}; the pasted text doesn’t say whether the request uses http or https.`)
  return proofCheck('htu', false, `It was made for ${shortly(htu)}, but the request goes to ${shortly(withoutQuery(url))}.`)
}

const LOOPBACK = /^http:\/\/(?:localhost|127\.\d{1,3}\.\d{1,3}\.\d{1,3}|\[::1\])(?::\d+)?\//

function withoutQuery(url: string): string {
  return url.replace(/[?#].*$/s, '')
}

/** A URI for a sentence, in full if it is of any usual length. */
function shortly(uri: string): string {
  return `“${shown(uri, 120)}”`
}

function iatCheck(iat: JsonNode | undefined, hasNonce: boolean, { now, leeway }: When): ProofCheck {
  const date = iat && readNumericDate(iat)
  if (date?.kind !== 'seconds') return proofCheck('iat', false, 'Its `iat` doesn’t say in seconds when it was made.')
  const age = now - date.seconds
  const allowed = `This page allows ${durationInWords(MOST_AGE)}; servers often allow less.`
  if (age < -(MOST_AHEAD + leeway))
    return proofCheck('iat', false, `It is dated ${durationInWords(-age)} in the future: its sender’s clock is fast.`)
  if (age > MOST_AGE + leeway) {
    const nonce = hasNonce ? ' A server that issued the nonce may check that instead.' : ''
    return proofCheck('iat', false, `It was made ${durationInWords(age)} ago. A proof is for one request and must be fresh.${nonce}`)
  }
  return proofCheck('iat', true, `It was made ${age <= 0 ? 'just now' : `${durationInWords(age)} ago`}. ${allowed}`)
}

function jtiCheck(jti: JsonNode | undefined): ProofCheck {
  return textOf(jti)
    ? proofCheck('jti', true, 'It has an identifier (`jti`). Only your server can say whether it was used before.', 'RFC 9449 section 11.1')
    : proofCheck('jti', false, 'Its identifier (`jti`) is absent or isn’t text, so a replay can’t be recognized.', 'RFC 9449 section 4.2')
}

function nonceCheck(nonce: JsonNode | undefined, given: string | undefined): ProofCheck {
  const got = textOf(nonce)
  if (given === undefined)
    return proofCheck(
      'nonce',
      undefined,
      got === undefined
        ? 'It has no `nonce`, which is right as long as the server issued none.'
        : `Its \`nonce\` is ${quoted(got)}; only the server that issued it can check it.`,
    )
  if (got === given) return proofCheck('nonce', true, 'Its `nonce` is the one from the previous response.')
  const said = got === undefined ? 'It has no `nonce`' : `Its \`nonce\` is ${quoted(got)}`
  return proofCheck('nonce', false, `${said}, but the previous response asked for ${quoted(given)}.`)
}

/** What ties the proof to the access token (step 12): its hash, and the key that it is bound to. */
function tokenChecks({ sent, authorizations }: DpopRequest, proof: Token, claims: ClaimsSet | undefined): ProofCheck[] {
  const ath = textOf(claims?.get('ath'))
  if (!sent) {
    const named = claims?.has('ath') ? 'It names an access token (`ath`), but the request has none.' : 'The request has no access token.'
    return [
      proofCheck('ath', undefined, named),
      proofCheck('jkt', undefined, 'The request has no access token that could be bound to its key.'),
    ]
  }
  const bound = boundKey(sent.token)
  return [schemeCheck(sent.scheme, authorizations, bound), athCheck(ath, sent.text), jktCheck(bound, sent.scheme, proof)]
}

function schemeCheck(scheme: string, authorizations: number, bound: Bound): ProofCheck {
  const clause = 'RFC 9449 section 7.1'
  if (authorizations > 1)
    return proofCheck(
      'scheme',
      false,
      `The request has ${authorizations} \`Authorization\` fields. Which one counts depends on the server.`,
      clause,
    )
  if (scheme === 'dpop') return proofCheck('scheme', true, 'The access token is sent with the scheme `DPoP`.', clause)
  const sent = `The access token is sent as ${quoted(scheme)}`
  return bound.key !== undefined
    ? proofCheck('scheme', false, `${sent}, although it is bound to a key. A server must not accept that.`, clause)
    : proofCheck('scheme', undefined, `${sent}. A server that accepts that doesn’t check the proof.`, clause)
}

function athCheck(ath: string | undefined, accessToken: string): ProofCheck {
  if (ath === undefined)
    return proofCheck('ath', false, 'It doesn’t name the access token (`ath`), which is required when one is sent.', 'RFC 9449 section 4.2')
  return encodeBase64url(sha256(new TextEncoder().encode(accessToken))) === ath
    ? proofCheck('ath', true, 'It was made for this access token (`ath`).')
    : proofCheck('ath', false, 'It was made for another access token: `ath` is not the hash of this one.')
}

interface Bound {
  /** The thumbprint of "cnf". */
  readonly key: string | undefined
  /** Whether what the access token says about its key, if anything, can be read here. */
  readonly readable: boolean
}

function boundKey(token: Token | undefined): Bound {
  if (!token) return { key: undefined, readable: false }
  const claims = readClaimsSet(token)
  return {
    key: boundThumbprint(claims),
    readable: claims !== undefined && !areClaimsUnread({ token, claims }),
  }
}

function jktCheck({ key, readable }: Bound, scheme: string, { header }: Token): ProofCheck {
  const clause = 'RFC 9449 section 6.1'
  const own = jwkThumbprint(header.protected.get('jwk'))
  if (key !== undefined && own !== undefined)
    return key === own
      ? proofCheck('jkt', true, 'The access token is bound to the key of this proof (`cnf.jkt`).', clause)
      : proofCheck('jkt', false, 'The access token is bound to another key: `cnf.jkt` is not the thumbprint of the proof’s key.', clause)
  if (key !== undefined) return proofCheck('jkt', false, 'The access token is bound to a key, but the proof contains none.', clause)
  if (!readable)
    return proofCheck('jkt', undefined, 'The access token can’t be read here. Only its issuer can say which key it is bound to.', clause)
  return scheme === 'dpop'
    ? proofCheck('jkt', false, 'The access token isn’t bound to a key (no `cnf.jkt`), so the proof protects nothing.', clause)
    : proofCheck('jkt', undefined, 'The access token isn’t bound to a key (no `cnf.jkt`), so the proof protects nothing.', clause)
}
