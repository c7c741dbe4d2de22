// The sheet that compares two tokens: what differs in a sentence, and each claim that was added, removed or changed.
import { useId, useMemo, useState } from 'react'
import { compareTokens, type MemberDifference, type PartComparison, type TokenComparison } from '../../core/compare/compare.ts'
import { memberPlace } from '../../core/lens/connection.ts'
import { inspect } from '../../core/inspect.ts'
import { durationInWords } from '../../core/claims/numeric-date.ts'
import type { Token } from '../../core/token/token.ts'
import { usePointable } from '../../session/react/use-pointer.ts'
import { useSession } from '../../session/react/use-session.ts'
import { Sheet } from '../../ui/sheet.tsx'
import { PRIVATE_TEXT } from '../../ui/private-text.ts'
import { choicesOf, type Counterpart } from './choices.ts'
import { useVerdicts, type Verdicts } from './use-verdicts.ts'
import styles from './compare.module.css'
import { quoted, shown, shownValue } from '../../core/text/quoted.ts'
import { WithCode } from '../../ui/with-code.tsx'

export function Compare({ onClose }: { onClose(): void }) {
  const state = useSession((snapshot) => snapshot.state)
  const token = useSession((_, derived) => derived.inspection.token)
  const choices = useMemo(() => choicesOf(state), [state])
  const [chosen, setChosen] = useState<string>()
  const [typed, setTyped] = useState('')
  const choice = choices.find(({ id }) => id === chosen) ?? choices[0]!
  const other = useMemo(() => (choice.id === 'typed' ? inspect(typed).token : choice.other()), [choice, typed])
  return (
    <Sheet title="Compare two tokens" onClose={onClose}>
      <div className={styles.choices} role="group" aria-label="Compare with">
        {choices.map(({ id, label }) => (
          <button key={id} type="button" aria-pressed={id === choice.id} onClick={() => setChosen(id)}>
            <WithCode text={label} />
          </button>
        ))}
      </div>
      {choice.id === 'typed' && <OtherToken text={typed} onText={setTyped} />}
      {token && other ? (
        <Comparison key={choice.id} choice={choice} open={token} other={other} />
      ) : (
        choice.id !== 'typed' && <p className="quiet-text">There is no token to compare here.</p>
      )}
    </Sheet>
  )
}

function OtherToken({ text, onText }: { readonly text: string; onText(text: string): void }) {
  const id = useId()
  return (
    <div className={styles.other}>
      <label htmlFor={id}>Token to compare with</label>
      <textarea
        id={id}
        defaultValue={text}
        rows={3}
        placeholder="Paste the other token, or anything that contains it"
        {...PRIVATE_TEXT}
        onInput={(event) => onText(event.currentTarget.value)}
      />
    </div>
  )
}

function Comparison({ choice, open, other }: { readonly choice: Counterpart; readonly open: Token; readonly other: Token }) {
  const [first, second] = choice.open === 0 ? [open, other] : [other, open]
  const comparison = useMemo(() => compareTokens(first, second), [first, second])
  const verdicts = useVerdicts(first, second)
  return (
    <div data-part="comparison">
      <p className={styles.summary} role="status">
        {summary(comparison)}
      </p>
      <ul className={styles.facts}>
        <li>{inSignature(comparison)}</li>
        <li>
          <WithCode text={inKey(comparison, verdicts, choice.names)} />
        </li>
        {comparison.lifetimes && (
          <li>
            <WithCode text={inLifetimes(comparison.lifetimes, choice.names)} />
          </li>
        )}
        {formFacts('header', comparison.header)}
        {formFacts('payload', comparison.payload)}
      </ul>
      <Differences title="Header" part="header" comparison={comparison.header} names={choice.names} open={open} />
      <Differences title="Payload" part="payload" comparison={comparison.payload} names={choice.names} open={open} />
    </div>
  )
}

interface DifferencesProps {
  readonly title: string
  readonly part: 'header' | 'payload'
  readonly comparison: PartComparison
  readonly names: Counterpart['names']
  readonly open: Token
}

const MOST_SHOWN = 200

function Differences({ title, part, comparison, names, open }: DifferencesProps) {
  const { differences, same } = comparison
  const id = useId()
  if (differences.length === 0) return null
  return (
    <section className={`${styles.part} part-${part}`} aria-labelledby={id}>
      <h3 id={id}>
        {title} <small>{same === 0 ? 'none identical' : `${same} identical`}</small>
      </h3>
      <table>
        <thead>
          <tr>
            <th scope="col">{part === 'header' ? 'Parameter' : 'Claim'}</th>
            <th scope="col">
              <bdi>{shown(names[0])}</bdi>
            </th>
            <th scope="col">
              <bdi>{shown(names[1])}</bdi>
            </th>
          </tr>
        </thead>
        <tbody>
          {differences.slice(0, MOST_SHOWN).map((difference) => (
            <Row key={JSON.stringify(difference.path)} difference={difference} part={part} names={names} open={open} />
          ))}
        </tbody>
      </table>
      {differences.length > MOST_SHOWN && <p className="quiet-text">and {differences.length - MOST_SHOWN} more</p>}
    </section>
  )
}

const KINDS: Record<MemberDifference['kind'], string> = { added: 'Added', removed: 'Removed', changed: 'Changed' }

function Row({
  difference,
  part,
  names,
  open,
}: {
  readonly difference: MemberDifference
  readonly part: 'header' | 'payload'
  readonly names: Counterpart['names']
  readonly open: Token
}) {
  const { kind, path, before, after, words } = difference
  const name = path[0]
  const place = useMemo(() => (name === undefined ? undefined : memberPlace(open, part, name)), [open, part, name])
  const pointable = usePointable<HTMLTableRowElement>('comparison', place)
  return (
    <tr data-difference={kind} {...pointable}>
      <th scope="row">
        {place ? (
          // Hovering works on the whole row; the button makes it reachable by keyboard.
          <button type="button" className={styles.name}>
            <code dir="auto">{shown(path.join(' › '), 120)}</code>
          </button>
        ) : (
          <code>{path.length === 0 ? 'All of it' : <bdi>{shown(path.join(' › '), 120)}</bdi>}</code>
        )}
        <small>
          {KINDS[kind]}
          {words && <WithCode text={`: ${words}`} />}
        </small>
      </th>
      <td data-name={names[0]}>
        {before === undefined ? (
          <i>absent</i>
        ) : (
          <code>
            <bdi>{shownValue(before, 400)}</bdi>
          </code>
        )}
      </td>
      <td data-name={names[1]}>
        {after === undefined ? (
          <i>absent</i>
        ) : (
          <code>
            <bdi>{shownValue(after, 400)}</bdi>
          </code>
        )}
      </td>
    </tr>
  )
}

function summary({ header, payload, signature }: TokenComparison): string {
  if (header.identical && payload.identical) {
    return signature === 'same' || signature === 'none'
      ? 'The two tokens are the same, character by character.'
      : 'Header and payload are the same, character by character; only the signature differs.'
  }
  const counted = [count(header, 'Header Parameter'), count(payload, 'claim')].filter((each) => each !== '')
  return counted.length === 0 ? 'The claims are the same; only their formatting differs.' : `${counted.join('; ')}.`
}

function count({ differences }: PartComparison, noun: string): string {
  const by = (kind: MemberDifference['kind']) => differences.filter((each) => each.kind === kind).length
  const counts = (['changed', 'added', 'removed'] as const).map((kind) => [by(kind), kind] as const).filter(([number]) => number > 0)
  const [first, ...rest] = counts
  if (!first) return ''
  const nouns = `${noun}${first[0] === 1 ? '' : 's'}`
  return [`${first[0]} ${nouns} ${first[1]}`, ...rest.map(([number, kind]) => `${number} ${kind}`)].join(', ')
}

function inSignature({ signature }: TokenComparison): string {
  switch (signature) {
    case 'same':
      return 'The same signature.'
    case 'respelled':
      return 'The same signature, encoded differently: its last character has unused bits.'
    case 'another':
      return 'A different signature.'
    case 'only-first':
      return 'Only the first has a signature.'
    case 'only-second':
      return 'Only the second has a signature.'
    case 'none':
      return 'Neither has a signature.'
  }
}

function inKey({ keys }: TokenComparison, verdicts: Verdicts | undefined, names: Counterpart['names']): string {
  const named = {
    same: 'Both name the same key',
    another: 'They name different keys',
    unnamed: 'Neither names its key',
    'only-first': `Only ${quoted(names[0])} names its key`,
    'only-second': `Only ${quoted(names[1])} names its key`,
  }[keys]
  if (!verdicts) return `${named}.`
  const [first, second] = verdicts.map((state) => state === 'valid')
  const verified =
    first && second
      ? 'the current key verifies both'
      : first || second
        ? `the current key verifies only ${quoted(names[first ? 0 : 1])}`
        : 'the current key verifies neither'
  return `${named}; ${verified}.`
}

function inLifetimes([first, second]: readonly [number, number], names: Counterpart['names']): string {
  if (first === second) return `Both are valid for ${durationInWords(first)}.`
  return `${quoted(names[0])} is valid for ${durationInWords(first)}, ${quoted(names[1])} for ${durationInWords(second)}.`
}

/** How the text of a part differs where no member does, or in addition to that. */
function inForm(form: PartComparison['form'][number]): string {
  switch (form) {
    case 'order':
      return 'its members are in a different order'
    case 'escapes':
      return 'it is encoded differently'
    default:
      return 'its whitespace differs'
  }
}

function formFacts(part: 'header' | 'payload', { form }: PartComparison) {
  return form.map((each) => (
    <li key={`${part} ${each}`}>
      {part === 'header' ? 'Header' : 'Payload'}: {inForm(each)}.
    </li>
  ))
}
