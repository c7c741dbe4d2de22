// The sheet in which the reader says what their service expects of a token, with the result of each expectation.
import { Sheet } from '../../ui/sheet.tsx'
import { Answers, Offered } from './expectations-panel.tsx'
import { ExpectationsForm } from './expectations-form.tsx'
import styles from './expectations-panel.module.css'

export function ServiceSheet({ onClose }: { onClose(): void }) {
  return (
    <Sheet title="What your service expects" about="Fields that you leave empty aren’t checked." onClose={onClose}>
      <Offered />
      <div className={styles.sheet}>
        <Answers />
        <ExpectationsForm />
      </div>
    </Sheet>
  )
}
