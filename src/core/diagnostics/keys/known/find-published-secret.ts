// Tries the published secrets on an HMAC token, for the button that asks for it (RFC 8725 section 3.5).
import { algorithmByName } from '../../../algorithms/algorithms.ts'
import type { Jws } from '../../../token/jws.ts'
import { hmac } from '../../../crypto/primitives/hmac.ts'
import { publishedSecrets } from './published-secrets.ts'
import { equalBytes } from '../../../text/bytes.ts'

/** Tries between two looks at what else is waiting; some milliseconds. */
const AT_ONCE = 500

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
  const { hash } = row
  const input = signingInput()
  const given = signature.decoding.bytes
  const encoder = new TextEncoder()
  const tries = [
    ...Array.from(publishedSecrets(), ({ secret, where }) => ({ secret: () => secret, where: `the one printed in ${where}` })),
    ...Array.from(options.more ?? [], (word, i) => ({
      secret: () => encoder.encode(word.replace(/\r$/, '')),
      where: `line ${i + 1} of your word list`,
    })),
  ]
  for (let at = 0; at < tries.length; at += AT_ONCE) {
    const some = tries.slice(at, at + AT_ONCE)
    const fits = await Promise.all(some.map(async ({ secret }) => equalBytes(await hmac(hash, secret(), input), given)))
    const first = some[fits.indexOf(true)]
    if (first) return { where: first.where }
    await new Promise((resume) => setTimeout(resume))
    if (options.signal?.aborted) return undefined
  }
  return undefined
}
