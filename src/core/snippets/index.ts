// Writes code that checks a token in every language offered, or says why a language can't be used.
import { algorithmByName } from '../algorithms/algorithms.ts'
import { authlib } from './languages/authlib.ts'
import { cpp } from './languages/cpp.ts'
import { csharp } from './languages/csharp.ts'
import { go } from './languages/go.ts'
import { joseBrowser, joseNode } from './languages/jose.ts'
import { nimbus } from './languages/nimbus.ts'
import { perl } from './languages/perl.ts'
import { pyjwt } from './languages/pyjwt.ts'
import { ruby } from './languages/ruby.ts'
import { rust } from './languages/rust.ts'
import { shell } from './languages/shell.ts'
import { spring } from './languages/spring.ts'
import type { Difference, Snippet, SnippetLanguage, SnippetOrder } from './snippet/snippet.ts'

/** In the order in which they are offered. A language with a library is one file and one line here. */
export const SNIPPET_LANGUAGES: readonly SnippetLanguage[] = [
  joseNode,
  joseBrowser,
  pyjwt,
  authlib,
  go,
  ruby,
  rust,
  perl,
  cpp,
  shell,
  spring,
  nimbus,
  csharp,
]

/** Comments for the code about libraries that disagree with this page. */
export const DIFFERENCE_NOTES: Readonly<Record<Difference, string>> = {
  padding: 'Unlike the inspector, this library also accepts base64url with padding (RFC 7515 section 2).',
  duplicates: 'Unlike the inspector, this library accepts a claim that appears twice (RFC 7519 section 4).',
  'audience-list': 'Unlike the inspector, this library rejects a token whose aud is a list (RFC 7519 section 4.1.3).',
}

/** Writes the code for an order, or says why this language can't. Throws for an order without a usable key and algorithm. */
export function snippetOf(language: SnippetLanguage, order: SnippetOrder): Snippet {
  requireSafe(order)
  const refusal = refusalOf(language, order)
  if (refusal !== undefined) return { refusal }
  const notes = language.differs.map((each) => `${language.comment} ${DIFFERENCE_NOTES[each]}`)
  const lines = [...language.write(order), ...notes].filter((line) => typeof line === 'string')
  return { code: `${lines.join('\n')}\n` }
}

function refusalOf(language: SnippetLanguage, order: SnippetOrder): string | undefined {
  const missing = order.algorithms.find((alg) => !language.algorithms.includes(alg))
  const unfit = language.unfit?.(order)
  // Of a secret, why it can't be used says more than that its algorithms were not tested.
  if (missing !== undefined && unfit !== undefined && order.key.from === 'secret') return unfit
  if (missing !== undefined) return `This page has no tested code that verifies ${missing} with ${language.name}.`
  if (order.curve === 'Ed448') return `${language.name} wasn’t tested with Ed448 keys.`
  if (order.key.from === 'jwks-url' && language.needsKid && !order.namesKey)
    return `This token has no kid, and ${language.name} finds keys in a set only by kid.`
  return unfit
}

const PEM = /^-----BEGIN PUBLIC KEY-----\n(?:[A-Za-z0-9+/=]+\n)+-----END PUBLIC KEY-----\n?$/

/** Checks the values that go into the code unquoted. */
function requireSafe({ algorithms, key, leeway }: SnippetOrder): void {
  if (algorithms.length === 0 || !algorithms.every((alg) => alg !== 'none' && algorithmByName(alg))) throw new TypeError('no algorithm')
  if (!Number.isSafeInteger(leeway) || leeway < 0) throw new TypeError('the leeway is not in whole seconds')
  if (key.from === 'pem' && !PEM.test(key.pem)) throw new TypeError('the public key is not PEM')
}
