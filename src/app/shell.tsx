// The bar at the top: the name, the rooms, the seal, the way back from large type, the commands, the theme.
import { useSyncExternalStore } from 'react'
import { isTypeLarge, onLargeType, setLargeType } from '../platform/large-type.ts'
import { currentTheme, onThemeChange, switchTheme } from '../platform/theme.ts'
import { Button } from '../ui/button.tsx'
import { CommandsButton } from './commands/commands-button.tsx'
import { Icon } from '../ui/icon.tsx'
import type { Room } from './room.ts'
import styles from './shell.module.css'

const ROOMS: readonly { readonly name: Room['name']; readonly label: string; readonly href: string }[] = [
  { name: 'inspect', label: 'Inspect', href: '#/' },
  { name: 'keys', label: 'Keys', href: '#/keys' },
  { name: 'learn', label: 'Learn', href: '#/learn' },
]

export function Shell({ room }: { readonly room: Room['name'] }) {
  return (
    <header className={styles.bar}>
      <a className={styles.mark} href="#/">
        <span aria-hidden="true">
          <i />
          <i />
          <i />
        </span>
        JWT Inspector
      </a>
      <nav aria-label="Rooms">
        {ROOMS.map(({ name, label, href }) => (
          <a key={name} href={href} aria-current={room === name ? 'page' : undefined}>
            {label}
          </a>
        ))}
      </nav>
      <a className={styles.seal} href="#/sealed" aria-current={room === 'sealed' ? 'page' : undefined}>
        <Icon name="lock" />
        <span>Sealed: this page sends nothing</span>
      </a>
      <UsualSize />
      <CommandsButton room={room} />
      <ThemeSwitch />
    </header>
  )
}

/** The way back from large type, which a link can turn on. */
function UsualSize() {
  const large = useSyncExternalStore(onLargeType, isTypeLarge, () => false)
  if (!large) return null
  return (
    <div className={styles.size}>
      <Button onClick={() => setLargeType(false)}>Normal type size</Button>
    </div>
  )
}

function ThemeSwitch() {
  const theme = useSyncExternalStore(onThemeChange, currentTheme, () => 'light' as const)
  return (
    <button
      type="button"
      className={styles.theme}
      aria-label={`Use the ${theme === 'dark' ? 'light' : 'dark'} theme`}
      onClick={switchTheme}
    >
      <Icon name={theme === 'dark' ? 'sun' : 'moon'} />
    </button>
  )
}
