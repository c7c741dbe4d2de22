// Works out what code should check about the token on the desk, from its algorithm, the current key and the service's expectations.
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

/** An order without its key, and the keys to choose from. */
export interface SnippetSubject {
  readonly order: Omit<SnippetOrder, 'key'>
  readonly keys: readonly SnippetKey[]
  /** The URL of the JWK Set that the key on the desk was fetched from. */
  readonly fetchedFrom: string | undefined
  /** Names of the claims and header parameters that the code checks because the token has them, not because they are expected. */
  readonly takenFromToken: readonly string[]
  /** Expectations on the desk that the code doesn't check. */
  readonly leftOut: readonly string[]
  /** The token's author may have chosen the key, so code must not rely on it. */
  readonly isKeyUnproven: boolean
}

/** The subject, or why no code can be written, as a sentence. */
export type SubjectRead =
  | { readonly subject: SnippetSubject; readonly refusal?: undefined }
  | { readonly refusal: string; readonly subject?: undefined }

/** Reads what code should check about a token that was checked. */
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
        ...(expectations.maxAge === undefined ? [] : ['the maximum age']),
      ],
      isKeyUnproven: source === 'token' || source === 'link',
    },
  }
}

const NOTHING = 'Open a token to get the code that checks it.'

function refusalFor(token: Token | undefined, algorithm: Algorithm | undefined): string | undefined {
  if (!token?.object) return NOTHING
  if (token.object.kind === 'jwe')
    return 'This token is encrypted, so it is decrypted with a private key or a secret, not verified. For the token inside, open that one here.'
  if (algorithm?.family === 'none')
    return 'This token is unsecured: no one signed it, so no code can verify it. Libraries must not accept it by default (RFC 7518 section 3.6), and your service shouldn’t either.'
  if (!algorithm) return 'Code is available only for an algorithm that this page verifies.'
  if (token.sdJwt) return 'An SD-JWT needs a library that supports disclosures. Those for plain JWTs reject it.'
  if (token.header.parameters.has('crit'))
    return 'The header requires an extension (crit). Few libraries support any, and none was tested here.'
  if (!isVariable(token)) return 'Code is available only for compact tokens that contain both their payload and a signature.'
  return undefined
}

/** "JWT" doesn't distinguish this token from any other, so code doesn't ask for it. */
function typToAsk(typ: string | undefined): string | undefined {
  return typ?.toLowerCase() === 'jwt' ? undefined : typ?.replace(/^application\//i, '')
}

/** The algorithms to accept: the token's own, or the expected ones that use the same type of key. */
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
