// Verifies the token inside a decrypted one with the same keys if they are a set, which may contain the keys of every layer.
import { textOf } from '../../core/text/json.ts'
import type { Budget } from '../../core/budget.ts'
import { readClaimsSet, type ClaimsSet } from '../../core/claims/claims-set.ts'
import type { Verification } from '../../core/crypto/verification.ts'
import { verifyJws } from '../../core/crypto/verify.ts'
import { inspect } from '../../core/inspect.ts'
import type { KeyReading } from '../../core/keys/key-material.ts'
import { decodeText } from '../../core/text/decoded-text.ts'
import { nestedToken } from '../../core/token/nested.ts'
import { sourceOf, type KeyChoice } from '../state/key-choice.ts'
import { withOwnKeysKnown } from './own-keys.ts'

/** What is known about it before it is opened. */
export interface Inside {
  readonly verification: Verification
  readonly claims: ClaimsSet | undefined
}

/** Verifies `content` as a signed token (RFC 7519 section 5.2); undefined if it isn't one, or if the keys aren't a set. */
export async function verifyInside(
  content: Uint8Array<ArrayBuffer>,
  key: KeyChoice,
  reading: KeyReading,
  budget: Budget,
): Promise<Inside | undefined> {
  if (reading.kind !== 'key-set') return undefined
  const text = nestedToken(decodeText(content).text)
  const token = text === undefined ? undefined : inspect(text).token
  if (token?.object?.kind !== 'jws') return undefined
  const claims = readClaimsSet(token)
  const source = sourceOf(key, textOf(claims?.get('iss')))
  const answer = await verifyJws(token.object, reading, { source, budget })
  return { verification: await withOwnKeysKnown(answer, token.object, key), claims }
}
