// Makes the tokens to test each snippet with, and the answer that it must give to each, which is this page's own.
import { readClaimsSet, readTime } from '../../src/core/claims/claims-set.ts'
import { asksAnything, type Expectations } from '../../src/core/expectations/expectations.ts'
import { inspect } from '../../src/core/inspect.ts'
import { exportJwk, exportPem } from '../../src/core/keys/make/export-key.ts'
import { generateKey } from '../../src/core/keys/make/generate-key.ts'
import type { KeyMaterial, SecretEncoding } from '../../src/core/keys/key-material.ts'
import { secretKey } from '../../src/core/keys/read/secret.ts'
import { sign } from '../../src/core/crypto/sign.ts'
import type { SnippetKey, SnippetOrder } from '../../src/core/snippets/snippet/snippet.ts'
import { encodeBase64url, encodeText } from '../../src/core/text/base64url.ts'
import { notMade, VARIATIONS } from '../../src/core/variations/index.ts'
import { readGood } from '../../src/core/variations/variation.ts'
import { check } from '../../src/session/answers/check.ts'
import { judge } from '../../src/session/answers/judge.ts'
import { initialState, reduce } from '../../src/session/state/state.ts'
import { initialViewpoint } from '../../src/session/state/viewpoint.ts'

export interface Case {
  readonly id: string
  readonly token: string
  readonly answer: 'accept' | 'reject'
}

/** One program: the order it is written for, the secret in its environment, and the tokens that it is given one by one. */
export interface Program {
  readonly id: string
  readonly order: SnippetOrder
  readonly secret: string | undefined
  readonly cases: readonly Case[]
}

const ISSUER = 'https://issuer.example'
const AUDIENCE = 'orders'
/** Characters that end a literal or a comment in some language, or have a special meaning. */
const HOSTILE = 'a"b\'c`d\\e${f}#{g}$h@i\nj\r*/k<!--l</script>\u2028m\u{1f600}n\u0000-é?>%s{{o}}\\u0022;--'

/** The algorithms that are tested with every variation. */
const FAMILIES = ['HS256', 'RS256', 'PS256', 'ES256', 'EdDSA']
const OF_A_SET = new Set(['good', 'another-key', 'unknown-kid'])
const OTHERS = ['HS384', 'HS512', 'RS384', 'RS512', 'PS384', 'PS512', 'ES384', 'ES512', 'Ed25519']

/** Makes all programs. Afterwards, `jwksUrl` must serve `keySets` under the path of each algorithm. */
export async function makePrograms(jwksUrl: string): Promise<{ programs: Program[]; keySets: Record<string, string> }> {
  const keys = await makeKeys()
  const keySets: Record<string, string> = {}
  const programs: Program[] = []
  for (const alg of FAMILIES) {
    const key = keyOf(keys, alg)
    if (key.kind === 'secret') programs.push(await varied(alg, key, { from: 'secret', encoding: 'utf8' }))
    else {
      programs.push(await varied(alg, key, { from: 'pem', pem: await pemOf(key) }))
      keySets[alg] = JSON.stringify({ keys: [exportJwk(key, 'public', { kid: 'main', alg, use: 'sig' })] })
      const program = await varied(alg, key, { from: 'jwks-url', url: `${jwksUrl}/${alg}` })
      // Only finding the key differs, which depends on its type.
      programs.push(
        alg === 'RS256' || alg === 'ES256' ? program : { ...program, cases: program.cases.filter(({ id }) => OF_A_SET.has(id)) },
      )
    }
  }
  for (const alg of OTHERS) programs.push(await brief(alg, keyOf(keys, alg)))
  for (const encoding of ['base64url', 'base64', 'hex'] as const) programs.push(await encoded(encoding))
  programs.push(await strict('RS256', keyOf(keys, 'RS256')), await strict('HS256', keyOf(keys, 'HS256')))
  programs.push(await plainlyTyped(keyOf(keys, 'ES256')))
  programs.push(await withoutKid(keyOf(keys, 'ES256'), `${jwksUrl}/ES256`))
  return { programs, keySets }
}

type Keys = ReadonlyMap<string, KeyMaterial>

async function makeKeys(): Promise<Keys> {
  const names = ['RS256', 'ES256', 'ES384', 'ES512', 'Ed25519']
  const made = await Promise.all(names.map(async (name) => [name, await generateKey(name, {})] as const))
  return new Map(made.flatMap(([name, key]) => (key ? [[name, key] as const] : [])))
}

/** 64 ASCII characters, long enough for HS512 and the same bytes in UTF-8. */
const SECRET = 'only-for-tests-0123456789-abcdefghijklmnopqrstuvwxyz-0123456789-'

function keyOf(keys: Keys, alg: string): KeyMaterial {
  if (alg.startsWith('HS')) return secretKey(new TextEncoder().encode(SECRET), 'secret-utf8')
  const key = keys.get(/^[RP]S/.test(alg) ? 'RS256' : alg.startsWith('Ed') ? 'Ed25519' : alg)
  if (!key) throw new Error(`no key for ${alg}`)
  return key
}

async function pemOf(key: KeyMaterial): Promise<string> {
  const pem = await exportPem(key, 'public')
  if (pem === undefined) throw new Error('no public key')
  return pem
}

async function signed(header: Record<string, unknown>, claims: string, key: KeyMaterial, padding = ''): Promise<string> {
  const input = `${encodeText(JSON.stringify(header))}.${encodeText(claims)}${padding}`
  const { signature, problem } = await sign(String(header['alg']), new TextEncoder().encode(input), { kind: 'key', keys: [key], notes: [] })
  if (problem) throw new Error(problem.id)
  return `${input}.${encodeBase64url(signature)}`
}

const nowSeconds = () => Math.floor(Date.now() / 1000)

function claimsText(more: Record<string, unknown> = {}): string {
  const now = nowSeconds()
  return JSON.stringify({ iss: ISSUER, aud: AUDIENCE, sub: 'ada', iat: now - 60, nbf: now - 60, exp: now + 3600, ...more })
}

function orderFor(alg: string, key: KeyMaterial, source: SnippetKey, more: Partial<SnippetOrder> = {}): SnippetOrder {
  return {
    algorithms: [alg],
    namesKey: true,
    curve: key.curve,
    key: source,
    issuer: ISSUER,
    audience: AUDIENCE,
    listsAudiences: false,
    typ: undefined,
    scope: [],
    leeway: 0,
    requiresExp: true,
    ...more,
  }
}

/** The good token and everything that a verifier must reject. */
async function varied(alg: string, key: KeyMaterial, source: SnippetKey): Promise<Program> {
  const header = { alg, typ: 'JWT', kid: 'main' }
  const token = await signed(header, claimsText(), key)
  const good = readGood(inspect(token).token, { kind: 'key', keys: [key], notes: [] }, nowSeconds())
  if (!good) throw new Error(`no good token for ${alg}`)
  const tokens: [string, string][] = [['good', token]]
  for (const variation of VARIATIONS) {
    if (notMade(variation, good) !== undefined) continue
    const { compact, problem } = await variation.make(good)
    if (problem) throw new Error(problem.id)
    tokens.push([variation.id, compact])
  }
  const without = (name: string) => claimsText({ [name]: undefined })
  tokens.push(
    ['audience-list', await signed(header, claimsText({ aud: ['others', AUDIENCE] }), key)],
    ['no-aud', await signed(header, without('aud'), key)],
    ['no-iss', await signed(header, without('iss'), key)],
    ['padding', await signed(header, padded(claimsText()), key, '=')],
    ['duplicates', await signed(header, claimsText().replace('"sub":"ada"', '"sub":"ada","sub":"eve"'), key)],
  )
  return answered(`${alg}-${source.from}`, orderFor(alg, key, source), key, tokens)
}

/** Adds spaces to JSON so that its base64url would have one character of padding. */
function padded(text: string): string {
  return text.replace('{', `{${' '.repeat((5 - (text.length % 3)) % 3)}`)
}

async function brief(alg: string, key: KeyMaterial): Promise<Program> {
  const token = await signed({ alg, typ: 'JWT' }, claimsText(), key)
  const source: SnippetKey = key.kind === 'secret' ? { from: 'secret', encoding: 'utf8' } : { from: 'pem', pem: await pemOf(key) }
  return answered(`${alg}-${source.from}`, orderFor(alg, key, source), key, [
    ['good', token],
    ['signature-flipped', flipped(token)],
  ])
}

function flipped(token: string): string {
  const at = token.lastIndexOf('.') + 5
  return `${token.slice(0, at)}${token[at] === 'A' ? 'B' : 'A'}${token.slice(at + 1)}`
}

async function encoded(encoding: Exclude<SecretEncoding, 'utf8'>): Promise<Program> {
  const bytes = Uint8Array.from({ length: 64 }, (_, i) => (i * 37 + 251) % 256)
  const key = secretKey(bytes, `secret-${encoding}`)
  const token = await signed({ alg: 'HS256' }, claimsText(), key)
  return answered(`HS256-${encoding}`, orderFor('HS256', key, { from: 'secret', encoding }), key, [
    ['good', token],
    ['signature-flipped', flipped(token)],
  ])
}

/** Everything that a service can require at once, with names that must not end a literal. */
async function strict(alg: string, key: KeyMaterial): Promise<Program> {
  const source: SnippetKey = key.kind === 'secret' ? { from: 'secret', encoding: 'utf8' } : { from: 'pem', pem: await pemOf(key) }
  // A scope can't contain whitespace.
  const scope = ['read', HOSTILE.replace(/\s/gu, '')]
  const order = orderFor(alg, key, source, { issuer: HOSTILE, audience: `${HOSTILE}!`, typ: 'at+jwt', scope, leeway: 30 })
  const header = { alg, typ: 'at+jwt' }
  const claims = (more: Record<string, unknown> = {}) =>
    claimsText({ iss: HOSTILE, aud: `${HOSTILE}!`, jti: '1', client_id: 'app', scope: `write ${scope.join(' ')}`, ...more })
  const now = nowSeconds()
  return answered(`${alg}-strict`, order, key, [
    ['good', await signed(header, claims(), key)],
    ['wrong-issuer', await signed(header, claims({ iss: HOSTILE.replace('d', 'D') }), key)],
    ['wrong-audience', await signed(header, claims({ aud: HOSTILE }), key)],
    ['wrong-typ', await signed({ alg, typ: 'JWT' }, claims(), key)],
    ['no-typ', await signed({ alg }, claims(), key)],
    ['lacking-scope', await signed(header, claims({ scope: 'read write' }), key)],
    ['no-scope', await signed(header, claims({ scope: undefined }), key)],
    // Within the leeway for as long as the programs take, then outside it by half an hour either way.
    ['early-within-leeway', await signed(header, claims({ nbf: now + 25 }), key)],
    ['expired', await signed(header, claims({ exp: now - 1800 }), key)],
    ['not-yet-valid', await signed(header, claims({ nbf: now + 1800 }), key)],
  ])
}

/** What can be required of a library that knows no type but JWT. */
async function plainlyTyped(key: KeyMaterial): Promise<Program> {
  const alg = 'ES256'
  const issuer = HOSTILE.replaceAll('\u0000', '')
  const order = orderFor(alg, key, { from: 'pem', pem: await pemOf(key) }, { typ: 'JWT', issuer, scope: ['read'] })
  const claims = (scope: string) => claimsText({ iss: issuer, scope })
  return answered('ES256-typed', order, key, [
    ['good', await signed({ alg, typ: 'JWT' }, claims('write read'), key)],
    ['no-typ', await signed({ alg }, claims('write read'), key)],
    ['wrong-typ', await signed({ alg, typ: 'at+jwt' }, claims('write read'), key)],
    ['lacking-scope', await signed({ alg, typ: 'JWT' }, claims('reader'), key)],
  ])
}

/** A token without "kid", so that the verifier must find its key in a set. */
async function withoutKid(key: KeyMaterial, url: string): Promise<Program> {
  const token = await signed({ alg: 'ES256' }, claimsText(), key)
  return answered('ES256-no-kid', orderFor('ES256', key, { from: 'jwks-url', url }, { namesKey: false }), key, [
    ['good', token],
    ['signature-flipped', flipped(token)],
  ])
}

async function answered(id: string, order: SnippetOrder, key: KeyMaterial, tokens: readonly [string, string][]): Promise<Program> {
  const cases = await Promise.all(tokens.map(async ([id, token]) => ({ id, token, answer: await pageAnswer(token, order, key) })))
  if (cases[0]?.answer !== 'accept') throw new Error(`this page rejects the good token of ${id}`)
  return { id, order, secret: order.key.from === 'secret' ? secretText(key, order.key.encoding) : undefined, cases }
}

function secretText(key: KeyMaterial, encoding: SecretEncoding): string {
  if (key.kind !== 'secret') throw new Error('no secret')
  return encoding === 'utf8' ? new TextDecoder().decode(key.secret) : Buffer.from(key.secret).toString(encoding)
}

/**
 * This page's answer for a token with the same key and expectations. A service that requires exp rejects a token without it. If a set has no
 * key of the token's "kid", the page says that another one verifies it, which isn't good: the name is only a hint (RFC 7515 section 4.1.4),
 * but a verifier must not fall back to a key that the issuer didn't name (RFC 8725 section 3.10).
 */
async function pageAnswer(token: string, order: SnippetOrder, key: KeyMaterial): Promise<Case['answer']> {
  const { issuer, audience, typ, scope, algorithms, leeway } = order
  const expectations: Expectations = {
    algorithms,
    scope,
    ...(issuer !== undefined && { issuer }),
    ...(audience !== undefined && { audience }),
    ...(typ !== undefined && { typ }),
  }
  if (!asksAnything(expectations)) throw new Error('nothing is expected')
  const text =
    key.kind === 'secret'
      ? secretText(key, 'hex')
      : order.key.from === 'jwks-url'
        ? JSON.stringify({ keys: [exportJwk(key, 'public', { kid: 'main' })] })
        : await pemOf(key)
  const secretEncoding = key.kind === 'secret' ? ('hex' as const) : undefined
  const state = reduce(initialState, { type: 'load', text: token, key: { text, origin: { from: 'typed' }, secretEncoding } })
  const checked = await check(state)
  const viewpoint = { ...initialViewpoint, expectations, clock: { moved: undefined, leeway } }
  const now = Date.now() / 1000
  const { findings, expectations: results } = judge(checked, viewpoint, now)
  const opened = inspect(token).token
  const time = opened && readTime(readClaimsSet(opened), now, leeway)
  const isGood =
    checked.verification?.state === 'valid' &&
    checked.verification.missedKid === undefined &&
    time?.state === 'current' &&
    results.every(({ state }) => state === 'met') &&
    findings.every(({ severity }) => severity !== 'error')
  return isGood ? 'accept' : 'reject'
}
