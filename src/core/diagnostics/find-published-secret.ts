// Tries the published secrets on an HMAC token, for the button that asks for it (RFC 8725 section 3.5).
import { algorithmByName } from '../algorithms.ts'
import type { Jws } from '../jws.ts'
import { hmac } from '../primitives/hmac.ts'
import { equalBytes } from '../primitives/signature.ts'
import { publishedSecrets } from './published-secrets.ts'

/**
 * Where the secret is printed that verifies the first signature, or undefined: nothing fits, or it is no HMAC. `more` are the lines of
 * a word list of one's own; a secret from it is reported by its line, never by its text. Looks at `signal` between tries.
 */
export async function findPublishedSecret(
  jws: Jws,
  options: { readonly more?: Iterable<string>; readonly signal?: AbortSignal } = {},
): Promise<{ readonly where: string } | undefined> {
  const { header, signature, signingInput } = jws.signatures[0]
  const row = algorithmByName(header.alg)
  if (row?.family !== 'HMAC' || !row.hash) return undefined
  const input = signingInput()
  const given = signature.decoding.bytes
  for (const { secret, where } of publishedSecrets()) {
    if (options.signal?.aborted) return undefined
    if (equalBytes(await hmac(row.hash, secret, input), given)) return { where: `the one printed in ${where}` }
  }
  let line = 0
  const encoder = new TextEncoder()
  for (const word of options.more ?? []) {
    line++
    if (options.signal?.aborted) return undefined
    const secret = encoder.encode(word.replace(/\r$/, ''))
    if (equalBytes(await hmac(row.hash, secret, input), given)) return { where: `line ${line} of your word list` }
  }
  return undefined
}
