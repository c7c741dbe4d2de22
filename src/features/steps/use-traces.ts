// The steps of the pasted and the current token, computed after the page has painted; results for an older state are dropped.
import { useEffect, useState } from 'react'
import { algorithmByName, resolveAlgorithm, type Algorithm } from '../../core/algorithms/algorithms.ts'
import type { JwsSignature } from '../../core/token/jws.ts'
import { keyMismatch } from '../../core/keys/expected-key.ts'
import type { KeyMaterial } from '../../core/keys/key-material.ts'
import type { StepInput, SignatureStep } from '../../core/steps/step/step.ts'
import { trace } from '../../core/steps/trace.ts'
import { afterPaint } from '../../platform/after-paint.ts'
import { contentBytes, inspectPaste, jwsOf } from '../../session/state/opened-token.ts'
import { shownCheck } from '../../session/store/progress.ts'
import { useSession } from '../../session/react/use-session.ts'
import { keyUse } from '../../core/crypto/verification.ts'

export interface Traces {
  readonly pasted: readonly SignatureStep[]
  readonly now: readonly SignatureStep[]
  readonly edited: boolean
  readonly alg: string
  /** What the commands are made of; undefined without a key that fits. */
  readonly signed: StepInput | undefined
}

/** The steps of the signature at `index`. Undefined until the first are done, and where there is no signed token. */
export function useTraces(index: number): Traces | undefined {
  const token = useSession((_, derived) => derived.inspection.token)
  const pasted = useSession(({ state }) => inspectPaste(state.pasted).token)
  const content = useSession(({ state }) => contentBytes(state))
  const check = useSession(({ progress }) => shownCheck(progress))
  const [traces, setTraces] = useState<Traces>()
  useEffect(() => {
    let gone = false
    afterPaint(() => {
      if (gone) return
      const jws = jwsOf(token, content)
      const signature = jws?.signatures[index]
      const algorithm = algorithmByName(signature?.header.alg)
      if (!jws || !signature || !algorithm) return setTraces(undefined)
      const keys = check?.reading.keys ?? []
      const verified = keyUse(check?.verification?.each[index])?.key
      const keyFor = (row: Algorithm) =>
        verified && !keyMismatch(row, verified) ? verified : (keys.find((key) => !keyMismatch(row, key)) ?? keys[0])
      const first = jwsOf(pasted, content)
      const edited = first !== undefined && pasted?.compact !== token?.compact
      const was = first?.signatures[index]
      const before = algorithmByName(was?.header.alg)
      const key = keyFor(algorithm)
      const now = trace(jws, signature, algorithm, key)
      const then = edited && was && before ? trace(first, was, before, keyFor(before)) : now
      void Promise.all([then, now]).then(([pastedSteps, steps]) => {
        if (gone) return
        setTraces({ pasted: pastedSteps, now: steps, edited, alg: algorithm.name, signed: key && signedBy(signature, algorithm, key) })
      })
    })
    return () => {
      gone = true
    }
  }, [token, pasted, content, check, index])
  return traces
}

function signedBy(signature: JwsSignature, algorithm: Algorithm, key: KeyMaterial): StepInput | undefined {
  if (keyMismatch(algorithm, key)) return undefined
  return {
    row: resolveAlgorithm(algorithm, key.curve) ?? algorithm,
    key,
    signingInput: signature.signingInput(),
    signature: signature.signature.decoding.bytes,
  }
}
