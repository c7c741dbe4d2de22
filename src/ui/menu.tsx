// A button with a list of choices under it, by pointer and by keyboard (ARIA APG: menu button).
import { useEffect, useId, useLayoutEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import { Button } from './button.tsx'
import styles from './menu.module.css'

export interface MenuItem {
  readonly label: string
  readonly about?: string
  onChoose(): void
}

export interface MenuGroup {
  readonly label: string
  readonly items: readonly MenuItem[]
}

interface MenuProps {
  readonly label: ReactNode
  readonly name?: string
  readonly groups: readonly MenuGroup[]
  readonly look?: 'plain' | 'quiet'
}

export function Menu({ label, name, groups, look = 'quiet' }: MenuProps) {
  const [open, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const list = useRef<HTMLDivElement>(null)
  const id = useId()

  useLayoutEffect(() => {
    if (!open || !list.current) return
    keepOnPage(list.current)
    list.current.querySelector<HTMLElement>('[role=menuitem]')?.focus()
  }, [open])
  useEffect(() => {
    if (!open) return
    const close = (event: PointerEvent) => {
      const target = event.target as Node
      if (!list.current?.contains(target) && !button.current?.contains(target)) setOpen(false)
    }
    document.addEventListener('pointerdown', close)
    return () => document.removeEventListener('pointerdown', close)
  }, [open])

  const leave = () => {
    setOpen(false)
    button.current?.focus()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const items = [...(list.current?.querySelectorAll<HTMLElement>('[role=menuitem]') ?? [])]
    const at = items.indexOf(document.activeElement as HTMLElement)
    const typed = event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey ? event.key.toLowerCase() : undefined
    const to =
      event.key === 'ArrowDown'
        ? (at + 1) % items.length
        : event.key === 'ArrowUp'
          ? (at - 1 + items.length) % items.length
          : event.key === 'Home'
            ? 0
            : event.key === 'End'
              ? items.length - 1
              : typed && typed !== ' '
                ? [...items.keys()]
                    .map((i) => (at + 1 + i) % items.length)
                    .find((i) => items[i]?.textContent?.toLowerCase().startsWith(typed))
                : undefined
    if (event.key === 'Escape') leave()
    else if (event.key === 'Tab') setOpen(false)
    else if (to !== undefined) items[to]?.focus()
    else return
    if (event.key !== 'Tab') event.preventDefault()
  }

  return (
    <div className={styles.anchor}>
      <Button
        ref={button}
        look={look}
        {...(name && { 'aria-label': name })}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={() => setOpen(!open)}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown') return
          event.preventDefault()
          setOpen(true)
        }}
      >
        {label}
      </Button>
      {open && (
        <div
          ref={list}
          id={id}
          role="menu"
          aria-label={name ?? (typeof label === 'string' ? label : undefined)}
          tabIndex={-1}
          className={styles.menu}
          onKeyDown={onKeyDown}
        >
          {groups.map((group) => (
            <div key={group.label} role="group" aria-label={group.label} className={styles.group}>
              <p aria-hidden="true">{group.label}</p>
              {group.items.map((item) => (
                <button
                  key={item.label}
                  type="button"
                  role="menuitem"
                  tabIndex={-1}
                  onClick={() => {
                    leave()
                    item.onChoose()
                  }}
                >
                  {item.label}
                  {item.about && <small>{item.about}</small>}
                </button>
              ))}
            </div>
          ))}
        </div>
      )}
    </div>
  )
}

/** Space between a menu and the edge of the page, in pixels. */
const MARGIN = 16

/** Moves a menu sideways if it would run off the page, since its button can be anywhere. */
function keepOnPage(menu: HTMLElement): void {
  const { left, right } = menu.getBoundingClientRect()
  const { clientWidth } = document.documentElement
  const shift = left < MARGIN ? MARGIN - left : Math.min(0, clientWidth - MARGIN - right)
  if (shift !== 0) menu.style.translate = `${shift}px`
}
