// A few choices side by side as radio buttons, so that the arrow keys work.
import { useId } from 'react'
import styles from './segmented.module.css'

interface SegmentedProps<T extends string> {
  /** The name of the choice, for screen readers. */
  readonly label: string
  readonly choices: readonly { readonly value: T; readonly label: string }[]
  readonly value: NoInfer<T>
  onChange(value: NoInfer<T>): void
}

export function Segmented<T extends string>({ label, choices, value, onChange }: SegmentedProps<T>) {
  const name = useId()
  return (
    <fieldset className={styles.segmented}>
      <legend className="visually-hidden">{label}</legend>
      {choices.map((choice) => (
        <label key={choice.value}>
          <input type="radio" name={name} value={choice.value} checked={choice.value === value} onChange={() => onChange(choice.value)} />
          <span>{choice.label}</span>
        </label>
      ))}
    </fieldset>
  )
}
