// Prepares what the page would give the search for a token and a key, and runs the search.
import { withContent } from '../token/detached-content.ts'
import { inspect } from '../inspect.ts'
import type { SecretEncoding } from '../keys/key-material.ts'
import { readKey } from '../keys/read/read-key.ts'
import { verifyJws } from '../crypto/verify.ts'
import type { CauseContext, CauseReport } from './cause/cause.ts'
import { findCauses } from './index.ts'

export interface Given {
  readonly secretEncoding?: SecretEncoding
  readonly pasted?: string
  readonly others?: readonly string[]
  /** The content of a detached payload. */
  readonly content?: Uint8Array<ArrayBuffer>
  readonly keyIssuer?: string
}

/** The context of a text and a key. */
export async function contextOf(text: string, keyText: string, given: Given = {}): Promise<CauseContext> {
  const { token } = inspect(text)
  if (token?.object?.kind !== 'jws') throw new Error('no JWS')
  const { secretEncoding = 'utf8', content, keyIssuer } = given
  const jws = content ? withContent(token.object, content) : token.object
  const reading = await readKey(keyText, { secretEncoding, alg: token.header.alg })
  const answer = (await verifyJws(jws, reading)).each[0]
  if (!answer) throw new Error('no signature')
  return {
    token,
    signature: jws.signatures[0],
    payload: jws.payload,
    text,
    reading,
    keyText,
    secretEncoding,
    verification: answer,
    pasted: given.pasted === undefined ? undefined : inspect(given.pasted).token,
    others: (given.others ?? []).flatMap((other) => inspect(other).token ?? []),
    detached: token.object.detached,
    keyIssuer,
  }
}

/** What the search reports for a text and a key; throws if the signature verifies. */
export async function why(text: string, keyText: string, given: Given = {}): Promise<CauseReport> {
  const context = await contextOf(text, keyText, given)
  if (context.verification.state === 'valid') throw new Error('it verifies')
  return findCauses(context)
}

/** The ids of the causes that hold, joined by a space. */
export async function causeOf(text: string, keyText: string, given: Given = {}): Promise<string> {
  return (await why(text, keyText, given)).held.map((held) => held.id).join(' ')
}
