// Shows the bytes of a text as characters to choose from, and the eight bits of the chosen one to flip.
import { useId, useState, type KeyboardEvent } from 'react'
import type { Item } from '../../lessons/lesson.ts'
import styles from './bits-view.module.css'

interface BitsViewProps {
  readonly item: Extract<Item, { kind: 'bits' }>
  readonly spotted: boolean
}

export function BitsView({ item, spotted }: BitsViewProps) {
  const id = useId()
  const [chosen, setChosen] = useState<number>()
  const { bytes, turned = 0 } = item
  const at = Math.min(chosen ?? turned, bytes.length - 1)
  const byte = bytes[at]
  // The row is a single Tab stop; the arrow keys move inside it.
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const by = { ArrowRight: 1, ArrowLeft: -1, Home: -at, End: bytes.length - 1 - at }[event.key]
    if (by === undefined) return
    const next = Math.min(bytes.length - 1, Math.max(0, at + by))
    event.preventDefault()
    event.stopPropagation()
    setChosen(next)
    event.currentTarget.querySelectorAll('button')[next]?.focus()
  }
  return (
    <div role="group" aria-labelledby={id} data-spot={spotted || undefined}>
      <p className={styles.name} id={id}>
        {item.name}
      </p>
      {/* The keys move between the buttons inside. */}
      {/* oxlint-disable-next-line jsx-a11y/interactive-supports-focus */}
      <div role="toolbar" aria-label="Bytes" className={styles.bytes} onKeyDown={onKeyDown}>
        {Array.from(bytes, (each, index) => (
          <button
            // A byte is identified only by its position.
            key={index}
            type="button"
            tabIndex={index === at ? 0 : -1}
            aria-pressed={index === at}
            aria-label={`Byte ${index + 1}, ${nameOf(each)}`}
            onClick={() => setChosen(index)}
          >
            {each > 32 && each < 127 ? String.fromCharCode(each) : '·'}
          </button>
        ))}
      </div>
      {byte !== undefined && (
        <div role="group" aria-label={`Bits of byte ${at + 1}, ${nameOf(byte)}`} className={styles.bits}>
          {[7, 6, 5, 4, 3, 2, 1, 0].map((bit) => (
            <button key={bit} type="button" aria-label={`Bit ${8 - bit}: ${(byte >> bit) & 1}`} onClick={() => void item.flip(at, bit)}>
              {(byte >> bit) & 1}
            </button>
          ))}
          <span className={styles.about}>
            byte {at + 1} of {bytes.length}, {nameOf(byte)}
          </span>
        </div>
      )}
    </div>
  )
}

function nameOf(byte: number): string {
  if (byte === 32) return 'space'
  return byte > 32 && byte < 127 ? `“${String.fromCharCode(byte)}”` : `0x${byte.toString(16).padStart(2, '0')}`
}
