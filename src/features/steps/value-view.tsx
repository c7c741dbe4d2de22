// Shows one value of a step (characters, bytes or a number) a page at a time, with the changes marked.
import { useState } from 'react'
import type { StepValue } from '../../core/steps/step/step.ts'
import { copyText } from '../../platform/clipboard.ts'
import { CopyButton } from '../../ui/copy-button.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Pager } from '../../ui/pager.tsx'
import styles from './steps.module.css'
import { bytesInWords, encodeHex } from '../../core/text/bytes.ts'

/** The number of bytes, or of characters, on a page. */
const BYTES = 256
const CHARACTERS = 640

/** `before`: the same value before an edit, if it differs. */
export function ValueView({ value, before }: { readonly value: StepValue; readonly before: StepValue | undefined }) {
  const [page, setPage] = useState(0)
  const { label } = value
  if (value.kind === 'check') {
    const { holds, differing, of } = value
    return (
      <p className={holds ? styles.holds : styles.fails}>
        <Icon name={holds ? 'check' : 'cross'} />
        {label}: {holds ? 'yes' : 'no'}
        {!holds && differing !== undefined && `, ${differing} of ${of} bits differ`}
      </p>
    )
  }
  const size = value.kind === 'text' ? CHARACTERS : BYTES
  const pages = Math.max(1, Math.ceil(lengthOf(value) / size))
  const shown = Math.min(page, pages - 1)
  const from = shown * size
  return (
    <div className={styles.value}>
      <p className={styles.label}>
        {label}
        <small>{sizeOf(value)}</small>
        <CopyButton what={label} copy={copyText} read={() => sliceOf(value, 0, Infinity)} />
      </p>
      <code translate="no">
        {before === undefined || value.kind === 'number' ? (
          sliceOf(value, from, from + size) || ' '
        ) : (
          <Marked value={value} before={before} from={from} to={from + size} />
        )}
      </code>
      {before !== undefined && (
        <p className={styles.old}>
          as pasted <code translate="no">{aroundDifference(before, value)}</code>
        </p>
      )}
      <Pager what={label} page={shown} pages={pages} onPage={setPage} />
    </div>
  )
}

/** In bytes, or in characters. */
function lengthOf(value: StepValue): number {
  return value.kind === 'bytes' ? value.bytes.length : value.kind === 'text' ? value.text.length : 1
}

/** A stretch of a value as text; bytes in hexadecimal, a number always whole. */
function sliceOf(value: StepValue, from: number, to: number): string {
  if (value.kind === 'bytes') return encodeHex(value.bytes.subarray(from, Math.min(to, value.bytes.length)))
  if (value.kind === 'text') return value.text.slice(from, to)
  if (value.kind !== 'number') return ''
  return isSmall(value.value) ? value.value.toLocaleString('en') : value.value.toString(16)
}

/** Numbers that people can read at a glance are shown in decimal. */
function isSmall(value: bigint): boolean {
  return value < 1_000_000_000n
}

function sizeOf(value: StepValue): string {
  if (value.kind === 'bytes') return `${bytesInWords(value.bytes.length)}, in hexadecimal`
  if (value.kind === 'number') return isSmall(value.value) ? 'a number' : 'a number, in hexadecimal'
  return `${lengthOf(value).toLocaleString('en')} characters`
}

/** A stretch of a value, with what an edit changed in it marked. */
function Marked({
  value,
  before,
  from,
  to,
}: {
  readonly value: StepValue
  readonly before: StepValue
  readonly from: number
  readonly to: number
}) {
  const [now, old] = [unitsOf(value), unitsOf(before)]
  const changed = changedRange(value, before)
  // With equal lengths, place by place; otherwise everything between the equal beginning and the equal end.
  const sameLength = value.kind === 'bytes' && lengthOf(value) === lengthOf(before)
  const runs: { from: number; to: number; differs: boolean }[] = []
  for (let at = from; at < Math.min(to, lengthOf(value)); at++) {
    const differs = at >= changed.from && at < changed.to && (!sameLength || now(at) !== old(at))
    const last = runs.at(-1)
    if (last?.differs === differs) last.to = at + 1
    else runs.push({ from: at, to: at + 1, differs })
  }
  return runs.map((run) =>
    run.differs ? (
      <mark key={run.from}>{sliceOf(value, run.from, run.to)}</mark>
    ) : (
      <span key={run.from}>{sliceOf(value, run.from, run.to)}</span>
    ),
  )
}

/** Where a value differs from another: between their equal beginning and their equal end. */
function changedRange(value: StepValue, before: StepValue): { from: number; to: number } {
  const [now, old] = [unitsOf(value), unitsOf(before)]
  const [length, oldLength] = [lengthOf(value), lengthOf(before)]
  const shorter = Math.min(length, oldLength)
  let from = 0
  while (from < shorter && now(from) === old(from)) from++
  let end = 0
  while (end < shorter - from && now(length - 1 - end) === old(oldLength - 1 - end)) end++
  return { from, to: length - end }
}

/** The previous value, or the part of it around the first difference. */
function aroundDifference(before: StepValue, value: StepValue): string {
  const most = before.kind === 'bytes' ? 64 : 160
  const length = lengthOf(before)
  if (length <= most) return sliceOf(before, 0, most)
  const from = Math.max(0, changedRange(before, value).from - Math.floor(most / 4))
  return `${from > 0 ? '…' : ''}${sliceOf(before, from, from + most)}${from + most < length ? '…' : ''}`
}

function unitsOf(value: StepValue): (at: number) => string | number | undefined {
  return (at) => (value.kind === 'bytes' ? value.bytes[at] : value.kind === 'text' ? value.text[at] : undefined)
}
