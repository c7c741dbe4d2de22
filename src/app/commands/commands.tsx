// The dialog "Commands": type part of a command's name and press Enter (ARIA APG: combobox with a listbox).
import { useEffect, useId, useLayoutEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react'
import { commandKeys, commandLetter } from '../../platform/command-keys.ts'
import { useStore } from '../../session/react/use-session.ts'
import { TextField } from '../../ui/text-field.tsx'
import type { Room } from '../room.ts'
import { commandsFor, type Command } from './command-list.ts'
import { grouped, matching } from './matching.ts'
import styles from './commands.module.css'

interface CommandsProps {
  readonly room: Room['name']
  /** What was typed before this code had loaded. */
  readonly begun: string
  onClose(): void
}

export function Commands({ room, begun, onClose }: CommandsProps) {
  const store = useStore()
  const dialog = useRef<HTMLDialogElement>(null)
  const running = useRef(false)
  const id = useId()
  const begunLetter = useRef(begun.startsWith('\0') ? begun.slice(1) : undefined)
  const [typed, setTyped] = useState(begun.startsWith('\0') ? '' : begun)
  const [at, setAt] = useState(0)
  const [said, setSaid] = useState('')
  const commands = useMemo(() => commandsFor(store, room), [store, room])
  const groups = useMemo(() => grouped(matching(commands, typed)), [commands, typed])
  const found = groups.flatMap((group) => group.commands)
  const chosen = Math.min(at, found.length - 1)

  useLayoutEffect(() => {
    dialog.current?.showModal()
    // The caret goes after what was already typed.
    const field = dialog.current?.querySelector('input')
    field?.setSelectionRange(field.value.length, field.value.length)
  }, [])
  useEffect(() => {
    document.getElementById(`${id}-${chosen}`)?.scrollIntoView({ block: 'nearest' })
  }, [id, chosen])

  const run = async (command: Command | undefined) => {
    if (!command) return
    // Closed first, so that the focus returns to where it was before the command moves it.
    running.current = true
    dialog.current?.close()
    const sentence = await command.run()
    running.current = false
    if (typeof sentence !== 'string') return onClose()
    dialog.current?.showModal()
    setSaid(sentence)
  }
  const named = (letter: string | undefined) => (letter === undefined ? undefined : commands.find((each) => each.letter === letter))
  useEffect(() => {
    const letter = begunLetter.current
    begunLetter.current = undefined
    void run(named(letter))
    // Once, for a second stroke that came before this code had loaded.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [])
  const onKeyDown = (event: KeyboardEvent) => {
    const to = destination(event.key, chosen, found.length)
    const meant = named(commandLetter(event))
    if (meant) void run(meant)
    else if (event.key === 'Enter' && !event.nativeEvent.isComposing) void run(found[chosen])
    else if (to !== undefined) setAt(to)
    else return
    event.preventDefault()
  }
  return (
    <dialog
      ref={dialog}
      className={styles.dialog}
      aria-label="Commands"
      onClose={() => {
        if (!running.current) onClose()
      }}
      onPointerDown={(event) => {
        if (event.target === dialog.current) dialog.current.close()
      }}
    >
      <div className={styles.sheet}>
        <TextField
          role="combobox"
          aria-label="Find a command"
          aria-expanded="true"
          aria-controls={`${id}-list`}
          aria-activedescendant={found.length > 0 ? `${id}-${chosen}` : undefined}
          aria-autocomplete="list"
          placeholder="What would you like to do?"
          value={typed}
          onText={(text) => {
            setTyped(text)
            setAt(0)
            setSaid('')
          }}
          onKeyDown={onKeyDown}
        />
        <div id={`${id}-list`} role="listbox" aria-label="Commands" className={styles.list}>
          {groups.map((group, g) => (
            <div key={group.name} role="group" aria-labelledby={`${id}-group-${g}`} className={styles.group}>
              <p id={`${id}-group-${g}`} role="presentation">
                {group.name}
              </p>
              {group.commands.map((command) => {
                const i = found.indexOf(command)
                return (
                  // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the field handles the keys
                  <div
                    key={command.label}
                    id={`${id}-${i}`}
                    role="option"
                    tabIndex={-1}
                    aria-selected={i === chosen}
                    className={styles.option}
                    onPointerMove={() => setAt(i)}
                    onClick={() => void run(command)}
                  >
                    {command.label}
                    {command.letter !== undefined && <kbd>{commandKeys(command.letter.toUpperCase())}</kbd>}
                  </div>
                )
              })}
            </div>
          ))}
        </div>
        <p role="status" className={styles.said}>
          {said || (found.length === 0 ? `No command matches “${typed.trim()}”.` : '')}
        </p>
      </div>
    </dialog>
  )
}

function destination(key: string, at: number, count: number): number | undefined {
  if (count === 0) return undefined
  switch (key) {
    case 'ArrowDown':
      return (at + 1) % count
    case 'ArrowUp':
      return (at - 1 + count) % count
    case 'PageDown':
      return Math.min(at + 8, count - 1)
    case 'PageUp':
      return Math.max(at - 8, 0)
    default:
      return undefined
  }
}
