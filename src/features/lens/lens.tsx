// The lens under the token: magnifies the characters that the reader points at down to bits, and shows bytes and numbers on request.
import { useState, type KeyboardEvent } from 'react'
import { carrierAt, carriersOf, charactersOf, offsetOfSextet, sextetAt, sextetCount, type Carrier } from '../../core/lens/carrier.ts'
import { connect, type Connection } from '../../core/lens/connection.ts'
import { quartetOf, type Quartet } from '../../core/lens/quartet.ts'
import type { Place } from '../../core/text/span.ts'
import type { Token } from '../../core/token/token.ts'
import { textOffsets } from '../../core/text/utf8-offsets.ts'
import { copyText } from '../../platform/clipboard.ts'
import { usePointed, usePointer } from '../../session/react/use-pointer.ts'
import { useSession } from '../../session/react/use-session.ts'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import { HexDump } from '../../ui/hex-dump.tsx'
import { QuartetGrid, quartetInWords } from './quartet-grid.tsx'
import { SignatureNumbers } from './signature-numbers.tsx'
import styles from './lens.module.css'
import { encodeHex } from '../../core/text/bytes.ts'
import { quoted, shown, shownValue } from '../../core/text/quoted.ts'

/** Whether the reader opened or folded the lens, for as long as the page is open. */
let chosen: 'open' | 'folded' | undefined

/** `narrow`: there is too little room for it to open by itself. */
export function Lens({ narrow }: { readonly narrow: boolean }) {
  const token = useSession((_, derived) => derived.inspection.token)
  const pointed = usePointed()
  const [choice, setChoice] = useState(chosen)
  const wasPointed = useWasPointed()
  const pointer = usePointer()
  /** Where the lens stays once nothing is pointed at: a token offset. */
  const [rest, setRest] = useState<number>()
  const at = pointed?.connection.exact.characters.from
  if (at !== undefined && at !== rest) setRest(at)
  if (!token) return null
  const carriers = carriersOf(token)
  const place = pointed
    ? { carrier: pointed.connection.carrier, at: pointed.connection.exact.characters.from }
    : resting(token, carriers, rest)
  if (!place) return null
  // Above disclosures, it would open on the mouse's way to them, and push them away from it.
  const isOpen = choice ? choice === 'open' : wasPointed && !narrow && !token.sdJwt
  const fold = (
    <Button
      look="quiet"
      aria-expanded={isOpen}
      onClick={() => {
        chosen = isOpen ? 'folded' : 'open'
        setChoice(chosen)
      }}
    >
      {isOpen ? 'Fold' : 'Open the lens'}
    </Button>
  )
  const { carrier } = place
  if (!isOpen) {
    return (
      <Card {...(carrier.part !== 'other' && { part: carrier.part })} about="bits and bytes" aside={fold}>
        {undefined}
      </Card>
    )
  }
  const sextet = sextetAt(carrier, place.at)
  const quartet = quartetOf(carrier, sextet)
  const connection = pointed?.connection ?? connect(token, { in: 'token', span: { from: place.at, to: place.at + 1 } })

  /** Moves from the lens's current place, because key presses can be faster than renders. */
  const go = (to: (index: number, count: number) => number | undefined) => {
    const now = pointer.current()?.connection
    const here = now ? { carrier: now.carrier, at: now.exact.characters.from } : place
    const at = Math.floor(sextetAt(here.carrier, here.at) / 4)
    const index = to(at, Math.ceil(sextetCount(here.carrier) / 4))
    const target = index === undefined ? undefined : groupStart(carriers, here.carrier, index)
    if (target === undefined) return index !== undefined
    pointer.settle('lens', { in: 'token', span: { from: target, to: target + 1 } })
    return true
  }
  const index = quartet?.index ?? 0
  const onKeyDown = (event: KeyboardEvent) => {
    if (go((at, count) => destination(event, at, count))) event.preventDefault()
  }
  return (
    <Card
      {...(carrier.part !== 'other' && { part: carrier.part })}
      about={about(quartet, carrier)}
      aside={
        <>
          <Steps onStep={(by) => go((at) => at + by)} />
          {fold}
        </>
      }
    >
      <div
        className={styles.slider}
        role="slider"
        tabIndex={0}
        aria-label="Place of the lens"
        aria-valuemin={1}
        aria-valuemax={quartet?.count ?? 1}
        aria-valuenow={index + 1}
        aria-valuetext={quartet ? `${carrier.name}: ${quartetInWords(quartet)}` : carrier.name}
        onKeyDown={onKeyDown}
      >
        {quartet ? (
          <QuartetGrid quartet={quartet} at={exactCharacter(connection)} text={carrier.decoded !== undefined} />
        ) : (
          <p className="quiet-text">
            {carrier.raw
              ? 'This payload isn’t encoded in base64url, because “b64” is false. Its characters are signed as they are.'
              : 'This is too short to be a byte.'}
          </p>
        )}
      </div>
      <Belonging connection={connection} quartet={quartet} token={token} />
      <Bytes carriers={carriers} lit={quartet && { carrier, span: quartet.span }} />
      <SignatureNumbers />
    </Card>
  )
}

/** Whether the mouse has pointed at anything yet. A caret is only where the reader types, so it doesn't open the lens. */
function useWasPointed(): boolean {
  const pointed = usePointed()
  const [was, setWas] = useState(false)
  if (pointed?.hovered && !was) setWas(true)
  return was
}

function Steps({ onStep }: { onStep(by: number): void }) {
  return (
    <>
      <Button look="quiet" aria-label="Previous four characters" onClick={() => onStep(-1)}>
        ←
      </Button>
      <Button look="quiet" aria-label="Next four characters" onClick={() => onStep(1)}>
        →
      </Button>
    </>
  )
}

/** Where the lens last was, if the token is still that long; otherwise the beginning of the payload, where the token's own text is. */
function resting(token: Token, carriers: readonly Carrier[], last: number | undefined): { carrier: Carrier; at: number } | undefined {
  const there = last === undefined ? undefined : carrierAt(token, last)
  if (there && last! < there.segment.at + there.segment.text.length) return { carrier: there, at: last! }
  const first = carriers.find(({ part }) => part === 'payload') ?? carriers[0]
  return first && { carrier: first, at: first.segment.at }
}

/** The token offset of a group's first character. Beyond the first or last group, that of the neighboring segment. */
function groupStart(carriers: readonly Carrier[], carrier: Carrier, to: number): number | undefined {
  const count = Math.ceil(sextetCount(carrier) / 4)
  if (to >= 0 && to < count) return offsetOfSextet(carrier, to * 4)
  const next = carriers[carriers.indexOf(carrier) + (to < 0 ? -1 : 1)]
  if (!next) return undefined
  return to < 0 ? offsetOfSextet(next, Math.max(0, Math.ceil(sextetCount(next) / 4) - 1) * 4) : offsetOfSextet(next, 0)
}

function destination(event: KeyboardEvent, index: number, count: number): number | undefined {
  if (event.ctrlKey || event.metaKey || event.altKey) return undefined
  switch (event.key) {
    case 'ArrowRight':
    case 'ArrowDown':
      return index + 1
    case 'ArrowLeft':
    case 'ArrowUp':
      return index - 1
    case 'PageDown':
      return Math.min(index + 10, count - 1)
    case 'PageUp':
      return Math.max(index - 10, 0)
    case 'Home':
      return 0
    case 'End':
      return count - 1
    default:
      return undefined
  }
}

function exactCharacter(connection: Connection | undefined): number | undefined {
  const characters = connection?.exact.characters
  return characters && characters.to - characters.from === 1 ? characters.from : undefined
}

function about(quartet: Quartet | undefined, carrier: Carrier): string {
  if (!quartet) return carrier.name
  const { characters, bytes } = quartet
  return `${characters.length} characters encode ${bytes.length} ${bytes.length === 1 ? 'byte' : 'bytes'}`
}

/** The JSON that the bytes belong to, and the unused bits at the end of a segment. */
function Belonging({
  connection,
  quartet,
  token,
}: {
  readonly connection: Connection | undefined
  readonly quartet: Quartet | undefined
  readonly token: Token
}) {
  const member = connection?.member
  const text = member?.text && connection?.carrier.decoded?.text.slice(member.text.from, member.text.to)
  return (
    <div className={styles.belonging}>
      {!member && !(quartet && quartet.unused > 0) && (
        <p>Point at a claim or a character of the token, or use the arrow keys, to see what belongs together.</p>
      )}
      {member && text !== undefined && (
        <p>
          Part of{' '}
          <code>
            <bdi>{shownValue(text, 120)}</bdi>
          </code>
          {member.path.length > 1 && (
            <>
              , at <bdi>{shown(member.path.join(' › '), 120)}</bdi>
            </>
          )}
          , which takes up {member.characters.to - member.characters.from} characters of the token
          {member.shared.length > 0 && `, ${shared(member.shared, token)}`}
        </p>
      )}
      {quartet && quartet.unused > 0 && (
        <p>
          The last {quartet.unused} bits of{' '}
          <code>
            <bdi>{shown(quartet.characters.at(-1)!.character)}</bdi>
          </code>{' '}
          are not used: with <code>{quartet.equals.join(' ')}</code> in its place, the bytes would be the same.
        </p>
      )}
    </div>
  )
}

function shared(offsets: readonly number[], token: Token): string {
  const names = offsets.map((at) => quoted(token.compact[at]!)).join(' and ')
  return `of which ${names} also ${offsets.length === 1 ? 'encodes part of a neighbor' : 'encode parts of its neighbors'}`
}

/** The place of one byte of a part: its own character, or the characters that encode it. */
function byteIn(carrier: Carrier, at: number): Place {
  const { part, decoded } = carrier
  const point = decoded && textOffsets(decoded).ofByte(at)
  if ((part === 'header' || part === 'payload') && point && point.bytes.to - point.bytes.from === 1) return { in: part, span: point.text }
  return { in: 'token', span: charactersOf(carrier, { from: at, to: at + 1 }).characters }
}

/** The most parts listed; no one would look at more one by one. */
const MOST_LISTED = 12

function Bytes({
  carriers,
  lit,
}: {
  readonly carriers: readonly Carrier[]
  readonly lit: { readonly carrier: Carrier; readonly span: Quartet['span'] } | undefined
}) {
  const [open, setOpen] = useState(false)
  const pointer = usePointer()
  return (
    <details className={styles.more} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>Bytes of each part in hexadecimal</summary>
      {open &&
        carriers.slice(0, MOST_LISTED).map((carrier) => (
          <section key={carrier.segment.at} className={`${styles.bytes} part-${carrier.part}`}>
            <h3>
              {carrier.name} <small>{carrier.segment.decoding.bytes.length.toLocaleString('en')} bytes</small>
              <CopyButton
                what={`${carrier.name.toLowerCase()} in hexadecimal`}
                copy={copyText}
                read={() => encodeHex(carrier.segment.decoding.bytes)}
              />
            </h3>
            <HexDump
              what={`the ${carrier.name.toLowerCase()}`}
              bytes={carrier.segment.decoding.bytes}
              lit={lit?.carrier === carrier ? lit.span : undefined}
              onChoose={(at) => pointer.settle('lens', byteIn(carrier, at))}
            />
          </section>
        ))}
    </details>
  )
}
