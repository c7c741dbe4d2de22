// Verifies both compared tokens with the current key.
import { useEffect, useState } from 'react'
import type { KeyReading } from '../../core/keys/key-material.ts'
import type { Token } from '../../core/token/token.ts'
import type { SignatureState } from '../../core/crypto/verification.ts'
import { contentBytes, jwsOf } from '../../session/state/opened-token.ts'
import { shownCheck } from '../../session/store/progress.ts'
import { useSession } from '../../session/react/use-session.ts'

export type Verdicts = readonly [SignatureState | undefined, SignatureState | undefined]

/** Undefined until both are verified, and without a key. */
export function useVerdicts(first: Token, second: Token): Verdicts | undefined {
  const reading = useSession(({ progress }) => shownCheck(progress)?.reading)
  const content = useSession(({ state }) => contentBytes(state))
  const [found, setFound] = useState<{
    first: Token
    second: Token
    content: Uint8Array | undefined
    reading: KeyReading
    verdicts: Verdicts
  }>()
  useEffect(() => {
    if (!reading || reading.kind === 'empty') return
    let gone = false
    void import('../../core/crypto/verify.ts')
      .then(async ({ verifyJws }) => {
        const stateOf = async (token: Token) => {
          const jws = jwsOf(token, content)
          return jws && (await verifyJws(jws, reading)).state
        }
        return [await stateOf(first), await stateOf(second)] as const
      })
      .then((verdicts) => {
        if (!gone) setFound({ first, second, content, reading, verdicts })
      })
    return () => {
      gone = true
    }
  }, [first, second, content, reading])
  const current = found?.first === first && found.second === second && found.content === content && found.reading === reading
  return current ? found.verdicts : undefined
}
