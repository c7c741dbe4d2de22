// The nested list of an SD-JWT's disclosures, each with its state and a checkbox that presents it or holds it back.
import { useEffect, useState } from 'react'
import type { DisclosureState, JsonPath, ProcessedDisclosure, SdJwtProcessing } from '../../core/sd-jwt/process.ts'
import { shown, shownValue } from '../../core/text/quoted.ts'
import { Icon, type IconName } from '../../ui/icon.tsx'
import { Pager } from '../../ui/pager.tsx'
import { Digest, LinkedJson, briefDigest, layOutDigests, type DigestStretch } from './linked-json.tsx'
import type { Offers } from './offers.ts'
import styles from './sd-jwt.module.css'

interface DisclosureListProps {
  readonly offers: Offers
  /** The result for what the token contains now. */
  readonly current: SdJwtProcessing
  /** The digests in each disclosure. */
  readonly digestsIn: ReadonlyMap<number | undefined, readonly DigestStretch[]>
  /** Undefined where the token can't be written with another choice. */
  readonly onPresent: ((index: number, isPresented: boolean) => void) | undefined
}

/** Rows per page; each is about twenty elements. */
const ROWS = 200
/** Levels of indentation; deeper rows stay at the last. */
const MOST_LEVELS = 8

export function DisclosureList({ offers, current, digestsIn, onPresent }: DisclosureListProps) {
  const [page, setPage] = useState(0)
  const order = asTheyNest(offers)
  const pages = Math.ceil(order.length / ROWS)
  const at = Math.min(page, Math.max(0, pages - 1))
  return (
    <>
      <ul className={styles.list} aria-label="Disclosures">
        {order.slice(at * ROWS, (at + 1) * ROWS).map(({ index, level }) => {
          const offer = offers.all[index]
          const processed = offer?.at === undefined ? offers.processing.disclosures[index] : current.disclosures[offer.at]
          return (
            processed && (
              <Row
                key={index}
                index={index}
                level={level}
                processed={processed}
                isPresented={offer?.at !== undefined}
                digests={digestsIn.get(index) ?? []}
                onPresent={onPresent}
              />
            )
          )
        })}
      </ul>
      <Pager what="the disclosures" page={at} pages={pages} onPage={setPage} />
    </>
  )
}

interface RowProps {
  readonly index: number
  readonly level: number
  readonly processed: ProcessedDisclosure
  readonly isPresented: boolean
  readonly digests: readonly DigestStretch[]
  readonly onPresent: DisclosureListProps['onPresent']
}

function Row({ index, level, processed, isPresented, digests, onPresent }: RowProps) {
  const { disclosure, state, path, digest } = processed
  const look: Look = isPresented ? STATES[state] : HELD_BACK
  const [isChecked, check] = usePressed(isPresented)
  return (
    <li
      className={level > 0 ? styles.nested : undefined}
      style={{ marginInlineStart: `calc(${Math.min(level, MOST_LEVELS)} * var(--s4))` }}
      data-disclosure={index}
      data-state={state}
      data-link={`d${index}`}
    >
      <label className={styles.choice}>
        <input
          type="checkbox"
          checked={isChecked}
          disabled={!onPresent}
          onChange={(event) => {
            check(event.currentTarget.checked)
            onPresent?.(index, event.currentTarget.checked)
          }}
        />
        <bdi className={styles.name}>{nameOf(processed)}</bdi>
      </label>
      <Value processed={processed} digests={digests} />
      <p className={styles.state}>
        <span className={styles[look.tone]}>
          <Icon name={look.icon} />
        </span>
        <span>
          {look.sentence}
          {isPresented && path && path.length > 1 && disclosure.name !== undefined && (
            <>
              {' as '}
              <bdi>{shown(pathInWords(path), 200)}</bdi>
            </>
          )}
          {digest !== undefined && (
            <>
              {' · digest '}
              <span className={styles.brief} title={shown(digest, 100)}>
                {briefDigest(digest)}
              </span>
            </>
          )}
        </span>
      </p>
    </li>
  )
}

/** How long a press waits for the token to follow. Milliseconds. */
const FOLLOWS = 1_000

/** Shows a press at once and until the token has followed, since its parts are painted a moment later. */
function usePressed(is: boolean): readonly [boolean, (checked: boolean) => void] {
  const [pressed, setPressed] = useState<boolean>()
  if (pressed === is) setPressed(undefined)
  useEffect(() => {
    if (pressed === undefined) return
    // If the token doesn't follow, nothing else would reset it.
    const timer = setTimeout(() => setPressed(undefined), FOLLOWS)
    return () => clearTimeout(timer)
  }, [pressed])
  return [pressed ?? is, setPressed]
}

/** Values with more characters are drawn shortened. */
const MOST_VALUE = 4000

function Value({ processed: { disclosure }, digests }: Pick<RowProps, 'processed' | 'digests'>) {
  const { value, segment, readable } = disclosure
  if (!readable || !value) return <bdi className={styles.value}>{shown(segment.text, 400)}</bdi>
  const written = segment.decoded.text.slice(value.from, value.to)
  const isLong = written.length > MOST_VALUE
  if ((value.type !== 'object' && value.type !== 'array') || isLong) return <bdi className={styles.value}>{shownValue(written, 400)}</bdi>
  const inside = digests.map((each) => ({ ...each, from: each.from - value.from, to: each.to - value.from }))
  const { text, stretches } = layOutDigests(written, inside)
  return (
    <pre className={styles.code}>
      <LinkedJson text={text} stretches={stretches} renderStretch={(stretch) => <Digest stretch={stretch} />} />
    </pre>
  )
}

interface Look {
  readonly tone: 'good' | 'quiet' | 'bad'
  readonly icon: IconName
  readonly sentence: string
}

const STATES: Record<DisclosureState, Look> = {
  matched: { tone: 'good', icon: 'check', sentence: 'Signed by the issuer' },
  unreferenced: { tone: 'bad', icon: 'cross', sentence: 'Not signed: its digest isn’t in the token' },
  repeated: { tone: 'bad', icon: 'cross', sentence: 'Rejected: it or its digest occurs twice' },
  malformed: { tone: 'bad', icon: 'cross', sentence: 'Rejected: it isn’t valid in this place' },
  overwrites: { tone: 'bad', icon: 'cross', sentence: 'Rejected: it would overwrite an existing claim' },
}

const HELD_BACK: Look = { tone: 'quiet', icon: 'dash', sentence: 'Held back: not in the token' }

/** The claim's name, the path of an array element, or a note that the disclosure can't be read. */
export function nameOf({ disclosure: { name, readable }, path }: ProcessedDisclosure): string {
  if (!readable) return 'unreadable disclosure'
  if (name !== undefined) return name === '' ? 'empty name' : shown(name, 80)
  return path ? shown(pathInWords(path), 80) : 'array element'
}

/** "address.street", "nationalities[0]". */
function pathInWords(path: JsonPath): string {
  return path.map((step, i) => (typeof step === 'number' ? `[${step}]` : i === 0 ? step : `.${step}`)).join('')
}

/** Each disclosure after the one that it is nested in, otherwise in their order. */
function asTheyNest({ all, nesting }: Offers): { readonly index: number; readonly level: number }[] {
  const inside = new Map<number | undefined, number[]>()
  all.forEach((_, index) => {
    const parent = nesting[index]
    const known = inside.get(parent)
    if (known) known.push(index)
    else inside.set(parent, [index])
  })
  const order: { index: number; level: number }[] = []
  // A stack, not recursion, so that deep nesting can't overflow.
  const waiting = (inside.get(undefined) ?? []).toReversed().map((index) => ({ index, level: 0 }))
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    order.push(next)
    for (const index of (inside.get(next.index) ?? []).toReversed()) waiting.push({ index, level: next.level + 1 })
  }
  return order
}
