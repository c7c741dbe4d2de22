// The button under the verdict that says how many of the reader's expectations are met, and opens them.
import { asksAnything } from '../../core/expectations/expectations.ts'
import type { ExpectationResult } from '../../core/expectations/result.ts'
import { useJudgement } from '../../session/react/use-judgement.ts'
import { useSession } from '../../session/react/use-session.ts'
import { Button } from '../../ui/button.tsx'
import { metInWords } from './met-in-words.ts'

const NONE: readonly ExpectationResult[] = []

export interface ServiceLineProps {
  readonly open: boolean
  onOpen(): void
}

export function ServiceLine({ open, onOpen }: ServiceLineProps) {
  const token = useSession((_, derived) => derived.inspection.token)
  const asks = useSession(({ viewpoint }) => asksAnything(viewpoint.expectations))
  const results = useJudgement(({ expectations }) => expectations) ?? NONE
  if (!token) return null
  return (
    <Button look="plain" aria-expanded={open} onClick={onOpen}>
      {asks && results.length > 0 ? `Your service: ${metInWords(results)}` : 'Check it for your service'}
    </Button>
  )
}
