// What code is to be written for the token on the desk: its algorithm, the key at hand, and what the reader's service expects.
import { algorithmByName, type Algorithm } from '../../core/algorithms/algorithms.ts'
import { readClaimsSet } from '../../core/claims/claims-set.ts'
import { chooseKeys } from '../../core/keys/choice/choose-keys.ts'
import { exportPem } from '../../core/keys/make/export-key.ts'
import type { KeyMaterial, SecretEncoding } from '../../core/keys/key-material.ts'
import type { SnippetKey, SnippetOrder } from '../../core/snippets/snippet/snippet.ts'
import { textOf } from '../../core/text/json.ts'
import type { Token } from '../../core/token/token.ts'
import { isVariable } from '../../core/variations/variable.ts'
import { sourceOf } from '../../session/state/key-choice.ts'
import type { Viewpoint } from '../../session/state/viewpoint.ts'
import type { Check } from '../../session/answers/check.ts'

/** All of an order but where its key comes from, and the keys that are offered. */
export interface SnippetSubject {
  readonly order: Omit<SnippetOrder, 'key'>
  readonly keys: readonly SnippetKey[]
  /** The JWK Set's URL that the key on the desk was fetched from. */
  readonly fetchedFrom: string | undefined
  /** What the code asks because the token says so, and nobody expected it: names of claims and header parameters. */
  readonly takenFromToken: readonly string[]
  /** What is expected on the desk, and not asked by the code. */
  readonly leftOut: readonly string[]
  /** The key is one that the token's author may have chosen: code must not rest on it. */
  readonly isKeyUnproven: boolean
}

/** The subject, or why no code can be written, as a sentence. */
export type SubjectRead =
  | { readonly subject: SnippetSubject; readonly refusal?: undefined }
  | { readonly refusal: string; readonly subject?: undefined }

/** Reads what code would check about the token of a check. */
export async function snippetSubject(token: Token | undefined, check: Check, viewpoint: Viewpoint): Promise<SubjectRead> {
  const algorithm = algorithmByName(token?.header.alg)
  const refusal = refusalFor(token, algorithm)
  if (refusal !== undefined || !token || !algorithm) return { refusal: refusal ?? NOTHING }
  const { expectations, clock } = viewpoint
  const algorithms = pinned(algorithm, expectations.algorithms)
  if (algorithms.length === 0)
    return { refusal: `Your service expects ${expectations.algorithms?.join(' or ')}, and this token is signed with ${algorithm.name}.` }
  const claims = readClaimsSet(token)
  const audience = claims?.get('aud')
  const ofToken = {
    issuer: textOf(claims?.get('iss')),
    audience: textOf(audience?.type === 'array' ? audience.items[0] : audience),
    typ: typToAsk(textOf(token.header.protected.get('typ'))),
  }
  const names = { issuer: 'iss', audience: 'aud', typ: 'typ' } as const
  const asked = (name: keyof typeof ofToken) => expectations[name] || ofToken[name]
  const key = keyFor(token, algorithm, check)
  const { key: choice } = check
  const source = sourceOf(choice, undefined)
  return {
    subject: {
      order: {
        algorithms,
        namesKey: token.header.kid !== undefined,
        curve: key?.curve,
        issuer: asked('issuer'),
        audience: asked('audience'),
        listsAudiences: audience?.type === 'array',
        typ: asked('typ'),
        scope: expectations.scope ?? [],
        leeway: Math.floor(clock.leeway),
        requiresExp: claims?.has('exp') ?? false,
      },
      keys: await keysFor(algorithm, key, check),
      fetchedFrom: choice.from === 'box' && choice.origin.from === 'fetched' ? choice.origin.url : undefined,
      takenFromToken: (['issuer', 'audience', 'typ'] as const)
        .filter((name) => !expectations[name] && ofToken[name] !== undefined)
        .map((name) => names[name]),
      leftOut: [
        ...(expectations.subject ? ['sub'] : []),
        ...(expectations.nonce ? ['nonce'] : []),
        ...(expectations.maxAge === undefined ? [] : ['the greatest age']),
      ],
      isKeyUnproven: source === 'token' || source === 'link',
    },
  }
}

const NOTHING = 'Open a token to get the code that checks it.'

function refusalFor(token: Token | undefined, algorithm: Algorithm | undefined): string | undefined {
  if (!token?.object) return NOTHING
  if (token.object.kind === 'jwe')
    return 'This token is encrypted: it is decrypted with a private key or a secret, not verified. For the token inside it, open that one here.'
  if (algorithm?.family === 'none')
    return 'This token is unsecured: nobody signed it, so no code can verify it. A service has to reject it (RFC 8725 section 3.2).'
  if (!algorithm) return 'Code can be written only for an algorithm that this page verifies.'
  if (token.sdJwt) return 'An SD-JWT takes a library that knows disclosures. Those for plain JWTs reject it.'
  if (token.header.parameters.has('crit'))
    return 'The header demands an extension (crit). Few libraries know any, and none was tested here.'
  if (!isVariable(token)) return 'Code is offered for compact tokens with a signature and their payload in them.'
  return undefined
}

/** "JWT" says nothing that would tell this token from another one. */
function typToAsk(typ: string | undefined): string | undefined {
  return typ?.toLowerCase() === 'jwt' ? undefined : typ?.replace(/^application\//i, '')
}

/** The algorithms to accept: the token's, or of those that are expected the ones for the same type of key. */
function pinned(algorithm: Algorithm, expected: readonly string[] | undefined): string[] {
  if (!expected?.length) return [algorithm.name]
  const fitting = expected.filter((name) => algorithmByName(name)?.kty === algorithm.kty)
  return fitting.includes(algorithm.name) ? [algorithm.name, ...fitting.filter((name) => name !== algorithm.name)] : []
}

function keyFor(token: Token, algorithm: Algorithm, { reading }: Check): KeyMaterial | undefined {
  return chooseKeys(algorithm, reading.keys, token.header.kid, reading.kind === 'key-set').candidates[0]?.key
}

async function keysFor(algorithm: Algorithm, key: KeyMaterial | undefined, { key: choice }: Check): Promise<SnippetKey[]> {
  if (algorithm.kty === 'oct') return [{ from: 'secret', encoding: encodingOf(key) }]
  const url: SnippetKey = { from: 'jwks-url', url: '' }
  // A key that the token itself names proves nothing, and has no place in code.
  const pem = key && choice.from === 'box' ? await exportPem(key, 'public').catch(() => undefined) : undefined
  return pem === undefined ? [url] : [{ from: 'pem', pem }, url]
}

function encodingOf(key: KeyMaterial | undefined): SecretEncoding {
  if (key?.kind !== 'secret') return 'utf8'
  // "k" of a JWK is base64url.
  return key.format === 'jwk' ? 'base64url' : (key.format.slice('secret-'.length) as SecretEncoding)
}
