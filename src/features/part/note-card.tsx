// The card that explains a member to someone who sees it for the first time. One at a time, over the page, so that nothing moves.
import { useEffect, useLayoutEffect, useRef } from 'react'
import { source } from '../../core/rules/source.ts'
import { shown } from '../../core/text/quoted.ts'
import { WithCode } from '../../ui/with-code.tsx'
import styles from './note-card.module.css'

export interface NotedMember {
  readonly name: string
  /** The note beside its line. */
  readonly note: string
  readonly meaning: string | undefined
  /** Where it is defined. */
  readonly reference: string | undefined
  /** The place of its line in the window. */
  readonly rect: DOMRect
}

interface NoteCardProps {
  readonly id: string
  readonly member: NotedMember
  onClose(): void
  /** The mouse or the focus is on the card, or has left it. */
  onHover(over: boolean): void
}

let closeOpen: (() => void) | undefined

export function NoteCard({ id, member, onClose, onHover }: NoteCardProps) {
  const card = useRef<HTMLDivElement>(null)
  const close = useRef(onClose)
  useLayoutEffect(() => {
    close.current = onClose
  })
  useEffect(() => {
    const own = () => close.current()
    closeOpen?.()
    closeOpen = own
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key === 'Escape') own()
    }
    const onPointerDown = ({ target }: PointerEvent) => {
      if (!(target instanceof Node) || !card.current?.contains(target)) own()
    }
    document.addEventListener('keydown', onKeyDown)
    document.addEventListener('pointerdown', onPointerDown)
    document.addEventListener('scroll', own, { capture: true, passive: true })
    return () => {
      if (closeOpen === own) closeOpen = undefined
      document.removeEventListener('keydown', onKeyDown)
      document.removeEventListener('pointerdown', onPointerDown)
      document.removeEventListener('scroll', own, { capture: true })
    }
  }, [])
  useLayoutEffect(() => {
    const element = card.current
    if (!element) return
    // In the top layer, no card clips it.
    element.showPopover?.()
    const { width, height } = element.getBoundingClientRect()
    const below = member.rect.bottom + 4
    const top = below + height > innerHeight - 8 ? member.rect.top - height - 4 : below
    element.style.top = `${Math.max(8, Math.min(top, innerHeight - height - 8))}px`
    element.style.left = `${Math.max(8, Math.min(member.rect.right - width - 16, innerWidth - width - 8))}px`
  }, [member])
  const { name, note, meaning, reference } = member
  const from = reference === undefined ? undefined : source(reference)
  return (
    <div
      ref={card}
      id={id}
      popover="manual"
      className={styles.card}
      onPointerEnter={() => onHover(true)}
      onPointerLeave={() => onHover(false)}
      onFocus={() => onHover(true)}
      onBlur={() => onHover(false)}
    >
      <p>
        <code>
          <bdi>{shown(name, 60)}</bdi>
        </code>
        {meaning !== undefined && `: ${meaning}`}
      </p>
      {note !== meaning && (
        <p className={styles.note}>
          <WithCode text={note} />
        </p>
      )}
      <p className={styles.source}>
        {from?.url ? (
          <a href={from.url} target="_blank" rel="noreferrer">
            {from.name}
          </a>
        ) : (
          (from?.name ?? 'Not a registered name: only its issuer can say what it means.')
        )}
      </p>
    </div>
  )
}
