// The line under the verdict: what the reader's service expects, the tour, what can be shared, and the clock where it was moved.
import { ServiceLine } from '../features/expectations/service-line.tsx'
import { TakeButtons } from '../features/take/take-buttons.tsx'
import { ClockSign } from '../features/time/clock-sign.tsx'
import { Button } from '../ui/button.tsx'
import { toggleSheet, useOpenSheet } from './sheet-choice.ts'

export function VerdictActions() {
  const sheet = useOpenSheet()
  return (
    <>
      <ServiceLine open={sheet === 'service'} onOpen={() => toggleSheet('service')} />
      <Button look="quiet" aria-expanded={sheet === 'tour'} onClick={() => toggleSheet('tour')}>
        Take me through it
      </Button>
      <TakeButtons
        onVerifyInCode={() => toggleSheet('verify-in-code')}
        onShare={() => toggleSheet('share')}
        onReport={() => toggleSheet('report')}
      />
      <ClockSign />
    </>
  )
}
