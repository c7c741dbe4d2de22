// Marks answers from a key that is inside the token, which proves nothing even if the reader also got it elsewhere.
import type { Verification } from '../../core/crypto/verification.ts'
import { isTokensOwnKey } from '../../core/keys/sources/own-key.ts'
import type { Jws } from '../../core/token/jws.ts'
import { mayBeTheTokens, type KeyChoice } from '../state/key-choice.ts'

/** The answer, with a key that is inside the token marked as such. */
export async function withOwnKeysKnown(answer: Verification, jws: Jws, key: KeyChoice): Promise<Verification> {
  if (!mayBeTheTokens(key) || (answer.state !== 'valid' && answer.state !== 'partial')) return answer
  const { header } = jws.signatures[answer.answered] ?? jws.signatures[0]
  return (await isTokensOwnKey(header, answer.use.key)) ? { ...answer, keySource: 'token' } : answer
}
