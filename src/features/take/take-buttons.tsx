// The buttons under the verdict that open Verify in code, Share and Report, dialogs that the page renders.
import { looksLikeToken } from '../../core/token/likeness.ts'
import { useSession } from '../../session/react/use-session.ts'
import { Button } from '../../ui/button.tsx'
import styles from './take-buttons.module.css'

export interface TakeButtonsProps {
  onVerifyInCode(): void
  onShare(): void
  onReport(): void
}

export function TakeButtons({ onVerifyInCode, onShare, onReport }: TakeButtonsProps) {
  const isToken = useSession((_, { inspection: { token } }) => token !== undefined && looksLikeToken(token))
  if (!isToken) return null
  return (
    <span className={styles.group} role="group" aria-label="Share and export">
      <Button look="quiet" aria-haspopup="dialog" onClick={onVerifyInCode}>
        Verify in code
      </Button>
      <Button look="quiet" aria-haspopup="dialog" onClick={onShare}>
        Share
      </Button>
      <Button look="quiet" aria-haspopup="dialog" onClick={onReport}>
        Report
      </Button>
    </span>
  )
}
