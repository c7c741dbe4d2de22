// Offers to compare tokens, once after a second paste and wherever a paste contains several.
import { isFreshPaste, previousPaste } from '../../session/state/previous-paste.ts'
import { useSession } from '../../session/react/use-session.ts'
import { Button } from '../../ui/button.tsx'
import styles from './token-box.module.css'

export function CompareOffer({ onCompare }: { onCompare(): void }) {
  const replaced = useSession(({ state }) => isFreshPaste(state) && previousPaste(state) !== undefined)
  const several = useSession((_, derived) => derived.inspection.found.length > 1)
  if (!replaced && !several) return null
  return (
    <p className={styles.weight}>
      <span>{replaced ? 'It replaced another token.' : 'There are several tokens here.'}</span>
      <Button look="quiet" onClick={onCompare}>
        {replaced ? 'Compare with the previous token' : 'Compare two of them'}
      </Button>
    </p>
  )
}
