// The dialog "Keyboard shortcuts", which "?" opens.
import { commandKeys } from '../../platform/command-keys.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { SHORTCUTS } from './shortcuts.ts'
import styles from './shortcuts-dialog.module.css'

export function ShortcutsDialog({ onClose }: { onClose(): void }) {
  const open = commandKeys()
  return (
    <Dialog
      title="Keyboard shortcuts"
      about={`Press two keys in turn: ${open} opens the commands, and the second key runs one.`}
      onClose={onClose}
    >
      <dl className={styles.list}>
        {SHORTCUTS.map(({ letter, does }) => (
          <Row key={letter} keys={[open, commandKeys(letter.toUpperCase())]} does={does} />
        ))}
        <Row keys={[open]} does="All commands, by name" />
        <Row keys={[commandKeys('F')]} does="Find in this page" />
        <Row keys={['?']} does="This list" />
      </dl>
    </Dialog>
  )
}

function Row({ keys, does }: { readonly keys: readonly string[]; readonly does: string }) {
  return (
    <div>
      <dt>{does}</dt>
      <dd>
        {keys.map((each) => (
          <kbd key={each}>{each}</kbd>
        ))}
      </dd>
    </div>
  )
}
