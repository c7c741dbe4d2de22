// The fields of the forms here: a line of text, and a key, typed or taken from those that are kept in the page; forgotten with the panel.
import { useId, type ComponentProps } from 'react'
import { exportJwk, type KeyPart } from '../../core/keys/make/export-key.ts'
import { shown } from '../../core/text/quoted.ts'
import { useKeptKeys } from '../../session/react/use-keyring.ts'
import { Menu } from '../../ui/menu.tsx'
import { TextArea, TextField } from '../../ui/text-field.tsx'
import styles from './fields.module.css'

interface KeyFieldProps {
  readonly label: string
  readonly placeholder: string
  readonly value: string
  /** What is taken of a kept key: the whole of it signs. */
  readonly part: KeyPart
  onText(text: string): void
}

export function KeyField({ label, placeholder, value, part, onText }: KeyFieldProps) {
  const id = useId()
  const kept = useKeptKeys().filter(({ key }) => key.kind === 'private')
  const items = kept.map(({ name, key }) => ({
    label: shown(name, 80),
    onChoose: () => onText(JSON.stringify(exportJwk(key, part), null, 2)),
  }))
  return (
    <div className={styles.key}>
      <div className={styles.label}>
        <label htmlFor={id}>{label}</label>
        {items.length > 0 && <Menu label="From Keys" name={`${label}, from Keys`} groups={[{ label: 'Kept in this page', items }]} />}
      </div>
      <TextArea id={id} rows={3} placeholder={placeholder} value={value} onText={onText} />
    </div>
  )
}

interface LineFieldProps extends Pick<ComponentProps<typeof TextField>, 'value' | 'placeholder' | 'inputMode' | 'onText'> {
  readonly label: string
}

export function LineField({ label, ...rest }: LineFieldProps) {
  const id = useId()
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      <TextField id={id} {...rest} />
    </div>
  )
}
