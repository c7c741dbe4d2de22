// One value of a step: characters, bytes or a number, a page at a time, with what changed in it marked.
import { useState } from 'react'
import type { StepValue } from '../../core/steps/step.ts'
import { copyText } from '../../platform/clipboard.ts'
import { CopyButton } from '../../ui/copy-button.tsx'
import { toHex } from '../../ui/hex-dump.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Pager } from '../../ui/pager.tsx'
import styles from './steps.module.css'

/** Bytes, and characters, that stand on a page. */
const BYTES = 256
const CHARACTERS = 640

/** `before`: the same value before an edit, where it differs. */
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
  const slice = (whole: StepValue) => sliceOf(whole, shown * size, (shown + 1) * size)
  return (
    <div className={styles.value}>
      <p className={styles.label}>
        {label}
        <small>{sizeOf(value)}</small>
        <CopyButton what={label} copy={copyText} read={() => sliceOf(value, 0, Infinity)} />
      </p>
      <code translate="no">
        {before === undefined || value.kind === 'number' ? slice(value) || ' ' : <Marked text={slice(value)} old={slice(before)} unit={value.kind === 'bytes' ? 2 : 1} />}
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
  if (value.kind === 'bytes') return toHex(value.bytes.subarray(from, Math.min(to, value.bytes.length)))
  if (value.kind === 'text') return value.text.slice(from, to)
  return value.kind === 'number' ? value.value.toString(16) : ''
}

function sizeOf(value: StepValue): string {
  if (value.kind === 'bytes') return `${value.bytes.length.toLocaleString('en')} ${value.bytes.length === 1 ? 'byte' : 'bytes'}, in hexadecimal`
  if (value.kind === 'number') return 'a number, in hexadecimal'
  return `${lengthOf(value).toLocaleString('en')} characters`
}

/** Runs of equal and of different bytes or characters, compared place by place. */
function Marked({ text, old, unit }: { readonly text: string; readonly old: string; readonly unit: 1 | 2 }) {
  const runs: { text: string; differs: boolean }[] = []
  for (let i = 0; i < text.length; i += unit) {
    const piece = text.slice(i, i + unit)
    const differs = piece !== old.slice(i, i + unit)
    const last = runs.at(-1)
    if (last?.differs === differs) last.text += piece
    else runs.push({ text: piece, differs })
  }
  // Characters that an insertion moved along are no news: only the first run says where.
  const news = unit === 1 ? runs.findIndex(({ differs }) => differs) : -1
  return runs.map((run, i) => (run.differs && (unit === 2 || i === news) ? <mark key={i}>{run.text}</mark> : <span key={i}>{run.text}</span>))
}

/** The value before, or what stands around the first place where it differs. */
function aroundDifference(before: StepValue, value: StepValue): string {
  const most = before.kind === 'bytes' ? 64 : 160
  const length = lengthOf(before)
  if (length <= most) return sliceOf(before, 0, most)
  const [old, now] = [unitsOf(before), unitsOf(value)]
  let at = 0
  while (at < length && old(at) === now(at)) at++
  const from = Math.max(0, at - Math.floor(most / 4))
  return `${from > 0 ? '…' : ''}${sliceOf(before, from, from + most)}${from + most < length ? '…' : ''}`
}

function unitsOf(value: StepValue): (at: number) => string | number | undefined {
  return (at) => (value.kind === 'bytes' ? value.bytes[at] : value.kind === 'text' ? value.text[at] : undefined)
}
