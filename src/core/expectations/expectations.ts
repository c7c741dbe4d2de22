// What a token must be for the reader's own service, and whether it is: every check at once, each said as that server would say it.
import { algorithmByName } from '../algorithms/algorithms.ts'
import { encodeBase64url } from '../text/base64url.ts'
import type { DiagnosticContext } from '../diagnostics/rule/diagnostic.ts'
import { inspect } from '../inspect.ts'
import { plainValue, type JsonNode } from '../text/json.ts'
import { durationInWords, readNumericDate } from '../claims/numeric-date.ts'
import { readClaimsSet } from '../claims/claims-set.ts'
import { keyThumbprint } from '../keys/thumbprint.ts'

/** What the reader's service asks for. What is undefined or empty is not asked. Times in seconds. */
export interface Expectations {
  readonly issuer?: string
  readonly audience?: string
  readonly typ?: string
  /** Any of these. */
  readonly algorithms?: readonly string[]
  readonly subject?: string
  /** All of these. */
  readonly scope?: readonly string[]
  readonly nonce?: string
  /** Seconds since it was issued, or for an ID token since the person signed in. */
  readonly maxAge?: number
  readonly leeway?: number
  readonly companions?: Companions
}

/** What came along with the token. These are secrets or nearly so: they never go into a link. */
export interface Companions {
  readonly accessToken?: string
  readonly code?: string
  readonly state?: string
  /** A DPoP proof, or the public JWK that the client proves to hold. */
  readonly proof?: string
}

export type ExpectationId =
  | 'issuer'
  | 'audience'
  | 'typ'
  | 'algorithm'
  | 'subject'
  | 'scope'
  | 'nonce'
  | 'max-age'
  | 'at_hash'
  | 'c_hash'
  | 's_hash'
  | 'ath'
  | 'cnf'

export interface ExpectationResult {
  readonly id: ExpectationId
  readonly state: 'met' | 'not-met' | 'not-checkable'
  /** The HTTP status that a server answers with where it is not met. */
  readonly status: 401 | 403
  /** "401: this token is for payroll-api, and you expect billing-api." Values come from the token: show them as text. */
  readonly sentence: string
  readonly clause: string
}

const MOST = 80
const cut = (text: string) => (text.length > MOST ? `${text.slice(0, MOST - 1)}…` : text)

/** Checks everything that is expected; total, and never says "met" where something could not be read. */
export async function check(expectations: Expectations, context: DiagnosticContext): Promise<ExpectationResult[]> {
  const companions = await Promise.all(companionChecks(expectations.companions ?? {}, context))
  return [...plainChecks(expectations, context), ...companions].filter((each) => each !== undefined)
}

/** What was copied with the scheme that a header sends before it (RFC 6750 section 2.1). */
function bare(text: string): string {
  return text.trim().replace(/^(?:authorization:\s*)?(?:bearer|dpop)\s+/i, '')
}

interface Said {
  readonly right: string
  readonly wrong: string
  readonly clause: string
  readonly status?: 401 | 403
}

/** A result: met, not met, or (undefined) not checkable; `wrong` is the sentence without the status. */
function result(id: ExpectationId, holds: boolean | undefined, { right, wrong, clause, status = 401 }: Said): ExpectationResult {
  const state = holds === undefined ? 'not-checkable' : holds ? 'met' : 'not-met'
  return { id, state, status, clause, sentence: state === 'not-met' ? `${status}: ${wrong}` : state === 'met' ? right : wrong }
}

function* plainChecks(expected: Expectations, context: DiagnosticContext): Iterable<ExpectationResult> {
  const { claims } = context
  const claim = (name: string) => textOf(claims?.get(name))
  const leeway = expected.leeway ?? context.leeway
  if (expected.issuer) {
    const got = claim('iss')
    const near = got !== undefined && got.replace(/\/$/, '') === expected.issuer.replace(/\/$/, '')
    const said = got === undefined ? 'it names no issuer' : `it was issued by ${cut(got)}`
    const hint = near ? '; they differ by the slash at the end' : ''
    yield result('issuer', got === expected.issuer, {
      right: `Issued by ${cut(expected.issuer)}, whom you trust.`,
      wrong: `${said}, and you trust ${cut(expected.issuer)}${hint}.`,
      clause: 'RFC 7519 section 4.1.1',
    })
  }
  if (expected.audience) {
    const got = texts(claims?.get('aud'))
    const said = got.length === 0 ? 'this token names no audience' : `this token is for ${cut(got.slice(0, 3).join(' and '))}`
    yield result('audience', got.includes(expected.audience), {
      right: `It is for ${cut(expected.audience)}.`,
      wrong: `${said}, and you expect ${cut(expected.audience)}.`,
      clause: 'RFC 7519 section 4.1.3',
    })
  }
  if (expected.typ) {
    const got = textOf(context.header.get('typ'))
    const plain = (typ: string | undefined) => typ?.toLowerCase().replace(/^application\//, '')
    yield result('typ', plain(got) === plain(expected.typ), {
      right: `It is typed ${cut(expected.typ)}.`,
      wrong: `${got === undefined ? 'its kind is not named (no typ)' : `it is of type ${cut(got)}`}, and you expect ${cut(expected.typ)}.`,
      clause: 'RFC 8725 section 3.11',
    })
  }
  if (expected.algorithms?.length) {
    const got = textOf(context.header.get('alg'))
    yield result('algorithm', got !== undefined && expected.algorithms.includes(got), {
      right: `${cut(got ?? '')} is among the algorithms that you accept.`,
      wrong: `${got === undefined ? 'it names no algorithm' : got === 'none' ? 'it is not signed' : `it is signed with ${cut(got)}`}, and you accept ${expected.algorithms.join(' or ')}.`,
      clause: 'RFC 8725 section 3.1',
    })
  }
  if (expected.subject) {
    const got = claim('sub')
    yield result('subject', got === expected.subject, {
      right: `It is about ${cut(expected.subject)}.`,
      wrong: `${got === undefined ? 'it names no subject' : `it is about ${cut(got)}`}, and you expect ${cut(expected.subject)}.`,
      clause: 'RFC 7519 section 4.1.2',
    })
  }
  if (expected.scope?.length) {
    const got = new Set([...scopes(claims?.get('scope')), ...scopes(claims?.get('scp'))])
    const lacks = expected.scope.filter((each) => !got.has(each))
    yield result('scope', lacks.length === 0, {
      right: `It permits ${cut(expected.scope.join(' and '))}.`,
      wrong: `${got.size === 0 ? 'it permits nothing' : `it permits ${cut([...got].slice(0, 5).join(' '))}`}, and ${cut(lacks.join(' and '))} is needed (insufficient_scope).`,
      clause: 'RFC 6750 section 3.1',
      status: 403,
    })
  }
  if (expected.nonce) {
    const got = claim('nonce')
    yield result('nonce', got === expected.nonce, {
      right: 'Its nonce is the one you sent.',
      wrong: `${got === undefined ? 'it has no nonce' : 'its nonce is another'}, so it is no answer to your request.`,
      clause: 'OpenID Connect Core section 3.1.3.7',
    })
  }
  if (expected.maxAge !== undefined) yield maxAge(expected.maxAge, leeway, context)
}

function maxAge(most: number, leeway: number, { claims, now }: DiagnosticContext): ExpectationResult {
  const signedIn = claims?.get('auth_time')
  const from = signedIn ?? claims?.get('iat')
  const date = from && readNumericDate(from)
  const at = date?.kind === 'seconds' ? date.seconds : undefined
  const age = at === undefined ? undefined : now - at
  const what = signedIn ? 'the person signed in' : 'it was issued'
  return result('max-age', age === undefined ? false : age <= most + leeway, {
    right: `${what[0]!.toUpperCase()}${what.slice(1)} ${durationInWords(age ?? 0)} ago, within ${durationInWords(most)}.`,
    wrong:
      age === undefined
        ? `nothing says when ${what}, and you allow ${durationInWords(most)}.`
        : `${what} ${durationInWords(age)} ago, and you allow ${durationInWords(most)}.`,
    clause: signedIn ? 'OpenID Connect Core section 3.1.2.1' : 'RFC 7519 section 4.1.6',
  })
}

/** The hash of a companion that an ID token carries: left half, by the hash of "alg" (OpenID Connect Core section 3.1.3.6). */
const HALVES = [
  ['at_hash', 'accessToken', 'access token', 'OpenID Connect Core section 3.1.3.6'],
  ['c_hash', 'code', 'authorization code', 'OpenID Connect Core section 3.3.2.11'],
  ['s_hash', 'state', 'state', 'Financial-grade API Part 2 section 5.1'],
] as const

function companionChecks(companions: Companions, context: DiagnosticContext): Promise<ExpectationResult | undefined>[] {
  const checks: Promise<ExpectationResult | undefined>[] = HALVES.map(async ([id, name, said, clause]) => {
    const value = bare(companions[name] ?? '')
    const got = textOf(context.claims?.get(id))
    if (!value || (got === undefined && (id !== 'at_hash' || context.profile?.purpose !== 'id'))) return undefined
    const hash = hashOf(textOf(context.header.get('alg')))
    if (got === undefined || !hash)
      return result(id, undefined, {
        right: '',
        wrong:
          got === undefined
            ? `It carries no ${id}, so nothing ties it to the ${said}.`
            : `The algorithm does not say which hash ${id} is made with.`,
        clause,
      })
    const digest = new Uint8Array(await crypto.subtle.digest(hash, new TextEncoder().encode(value)))
    return result(id, encodeBase64url(digest.subarray(0, digest.length / 2)) === got, {
      right: `It was issued together with this ${said}.`,
      wrong: `${id} is not that of this ${said}: they were not issued together.`,
      clause,
    })
  })
  if (companions.accessToken && context.claims?.has('ath'))
    checks.push(checkAth(textOf(context.claims.get('ath')), bare(companions.accessToken), 'it goes with this access token'))
  if (companions.proof) checks.push(checkKey(companions.proof, context.claims?.get('cnf')), checkProofOfThis(companions.proof, context))
  else if (companions.accessToken && context.header.has('jwk'))
    checks.push(checkBoundToken(companions.accessToken, context.header.get('jwk')))
  return checks
}

/** "ath": the whole SHA-256 of the access token (RFC 9449 section 4.2). */
async function checkAth(got: string | undefined, accessToken: string, said: string): Promise<ExpectationResult> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(accessToken)))
  return result('ath', encodeBase64url(digest) === got, {
    right: `The proof's ath fits: ${said}.`,
    wrong: 'the proof was made for another access token (ath does not fit).',
    clause: 'RFC 9449 section 4.3',
  })
}

/** The proof's "ath" is that of the token at hand. */
async function checkProofOfThis(proof: string, context: DiagnosticContext): Promise<ExpectationResult | undefined> {
  const ath = textOf(readClaimsSet(inspect(proof).token)?.get('ath'))
  return ath === undefined ? undefined : checkAth(ath, context.token.compact, 'it was made for this token')
}

/** This token's "cnf.jkt" is the thumbprint of the key that the client proves to hold (RFC 9449 section 6.1, RFC 7638). */
async function checkKey(proof: string, cnf: JsonNode | undefined): Promise<ExpectationResult | undefined> {
  const bound = boundTo(cnf)
  const key = thumbprint(keyIn(proof))
  return comparison(bound, key)
}

/** The token at hand is a proof: the access token that came with it must be bound to its key. */
async function checkBoundToken(accessToken: string, jwk: JsonNode | undefined): Promise<ExpectationResult | undefined> {
  const cnf = readClaimsSet(inspect(bare(accessToken)).token)?.get('cnf')
  return cnf && comparison(boundTo(cnf), thumbprint(jwk))
}

function comparison(bound: string | undefined, key: string | undefined): ExpectationResult {
  const clause = 'RFC 9449 section 6.1'
  if (bound === undefined)
    return result('cnf', undefined, {
      right: '',
      wrong: 'It is not bound to a key (no cnf.jkt or cnf.jwk): the proof adds nothing.',
      clause,
    })
  if (key === undefined)
    return result('cnf', undefined, { right: '', wrong: 'No public key can be read from what you gave as proof.', clause })
  return result('cnf', bound === key, {
    right: 'It is bound to the key of this proof.',
    wrong: "it is bound to another key than the proof's (cnf does not fit).",
    clause,
  })
}

function boundTo(cnf: JsonNode | undefined): string | undefined {
  const member = (name: string) => (cnf?.type === 'object' ? cnf.members.find((each) => each.name === name)?.value : undefined)
  return textOf(member('jkt')) ?? thumbprint(member('jwk'))
}

/** The JWK in a text: itself one, or in the header of a proof. */
function keyIn(text: string): JsonNode | undefined {
  const { token } = inspect(text.trim())
  const jwk = token?.header.readable ? token.header.parameters.get('jwk') : undefined
  if (jwk) return jwk
  return parseKey(text)
}

function parseKey(text: string): JsonNode | undefined {
  // A JWK has no dots; read as a payload it is one, whatever stands around it.
  const node = inspect(`e30.${encodeBase64url(new TextEncoder().encode(text.trim()))}.`).token?.payload?.decoded.json
  return node?.valid ? node.root : undefined
}

function thumbprint(jwk: JsonNode | undefined): string | undefined {
  return jwk?.type === 'object' ? keyThumbprint(plainValue(jwk) as Record<string, unknown>) : undefined
}

/** The hash that belongs to "alg"; Ed25519 hashes with SHA-512 inside (RFC 8032 section 5.1), and Ed448 with none that Web Crypto has. */
function hashOf(alg: string | undefined): string | undefined {
  const row = algorithmByName(alg)
  return row?.hash ?? (row?.curves.includes('Ed25519') ? 'SHA-512' : undefined)
}

function textOf(node: JsonNode | undefined): string | undefined {
  return node?.type === 'string' ? node.value : undefined
}

function texts(node: JsonNode | undefined): string[] {
  return node?.type === 'array' ? node.items.flatMap((item) => textOf(item) ?? []) : [textOf(node)].filter((each) => each !== undefined)
}

function scopes(node: JsonNode | undefined): string[] {
  return texts(node)
    .flatMap((each) => each.split(' '))
    .filter((each) => each !== '')
}

const KEYS = [
  ['iss', 'issuer'],
  ['aud', 'audience'],
  ['typ', 'typ'],
  ['sub', 'subject'],
  ['nonce', 'nonce'],
] as const

/** Expectations as the text of a link: `aud=billing-api&alg=ES256`. Companions stay behind; RFC 3986 unreserved after encodeURIComponent. */
export function encodeExpectations(expectations: Expectations): string {
  const link = new URLSearchParams()
  for (const [key, name] of KEYS) if (expectations[name]) link.set(key, expectations[name])
  if (expectations.algorithms?.length) link.set('alg', expectations.algorithms.join(' '))
  if (expectations.scope?.length) link.set('scope', expectations.scope.join(' '))
  if (expectations.maxAge !== undefined) link.set('max-age', String(expectations.maxAge))
  if (expectations.leeway) link.set('leeway', String(expectations.leeway))
  return link.toString()
}

/** Reads such a text; what it does not know or cannot read it leaves out. Never throws. */
export function decodeExpectations(text: string): Expectations {
  const link = new URLSearchParams(text.slice(0, 8192))
  const value = (key: string) => link.get(key)?.slice(0, 2048) || undefined
  const list = (key: string) =>
    value(key)
      ?.split(' ')
      .filter((each) => each !== '')
      .slice(0, 50)
  const seconds = (key: string) => (/^\d{1,9}$/.test(value(key) ?? '') ? Number(value(key)) : undefined)
  const read: { -readonly [K in keyof Expectations]: Expectations[K] } = {}
  for (const [key, name] of KEYS) {
    const text = value(key)
    if (text !== undefined) read[name] = text
  }
  const [algorithms, scope, maxAge, leeway] = [list('alg'), list('scope'), seconds('max-age'), seconds('leeway')]
  return {
    ...read,
    ...(algorithms && { algorithms }),
    ...(scope && { scope }),
    ...(maxAge !== undefined && { maxAge }),
    ...(leeway !== undefined && { leeway }),
  }
}
