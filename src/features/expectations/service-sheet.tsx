// The sheet with the expectations of the reader's service, each with its result, across the desk.
import { Sheet } from '../../ui/sheet.tsx'
import { Answers, Offered } from './expectations-panel.tsx'
import { ExpectationsForm } from './expectations-form.tsx'
import styles from './expectations-panel.module.css'

export function ServiceSheet({ onClose }: { onClose(): void }) {
  return (
    <Sheet title="Your service" about="What must a token be for it? Whatever you leave empty isn’t checked." onClose={onClose}>
      <Offered />
      <div className={styles.sheet}>
        <Answers />
        <ExpectationsForm />
      </div>
    </Sheet>
  )
}
