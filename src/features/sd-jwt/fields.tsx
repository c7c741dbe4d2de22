// Form fields for this panel: a line of text, and a key that is typed or taken from your keys. Both are gone when the panel closes.
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
  /** Which part of a kept key is used; only the whole key signs. */
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
        {items.length > 0 && <Menu label="From Keys" name={`${label}, from Keys`} groups={[{ label: 'Your keys', items }]} />}
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
