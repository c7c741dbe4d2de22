// Whether the key that is given verifies the one token and the other; asked anew when any of them changes.
import { useEffect, useState } from 'react'
import type { Token } from '../../core/token.ts'
import type { SignatureState } from '../../core/verification.ts'
import { useSession } from '../../session/use-session.ts'

export type Verdicts = readonly [SignatureState | undefined, SignatureState | undefined]

/** Undefined while it is worked out, and without a key. */
export function useVerdicts(first: Token, second: Token): Verdicts | undefined {
  const reading = useSession(({ check }) => check?.reading)
  const [verdicts, setVerdicts] = useState<Verdicts>()
  useEffect(() => {
    let gone = false
    setVerdicts(undefined)
    if (!reading || reading.kind === 'empty') return
    void import('../../core/verify.ts')
      .then(({ verifyJws }) => Promise.all([first, second].map((token) => (token.object?.kind === 'jws' ? verifyJws(token.object, reading) : undefined))))
      .then(([a, b]) => {
        if (!gone) setVerdicts([a?.state, b?.state])
      })
    return () => {
      gone = true
    }
  }, [first, second, reading])
  return verdicts
}
