// A key inside the token proves nothing, wherever else the reader got it from.
import type { Verification } from '../../core/crypto/verification.ts'
import { isTokensOwnKey } from '../../core/keys/sources/own-key.ts'
import type { Jws } from '../../core/token/jws.ts'
import { mayBeTheTokens, type KeyChoice } from '../state/key-choice.ts'

/** The answer, with a key inside the token marked as such, even if the reader also got it elsewhere. */
export async function withOwnKeysKnown(answer: Verification, jws: Jws, key: KeyChoice): Promise<Verification> {
  if (!mayBeTheTokens(key) || (answer.state !== 'valid' && answer.state !== 'partial')) return answer
  const { header } = jws.signatures[answer.answered] ?? jws.signatures[0]
  return (await isTokensOwnKey(header, answer.use.key)) ? { ...answer, keySource: 'token' } : answer
}
