// What can be taken along from the open token, in one group beside what is said of it.
import { VerifyInCodeButton } from '../features/snippets/verify-button.tsx'
import type { SheetName } from './sheet-choice.ts'
import styles from './inspector.module.css'

export function TakeAlong({ onSheet }: { onSheet(name: SheetName): void }) {
  return (
    <span className={styles.taking}>
      <VerifyInCodeButton onPress={() => onSheet('verify-in-code')} />
    </span>
  )
}
