// The search bar: the text to find, how often and where it occurs, and buttons that step through the matches.
import { useDeferredValue, useEffect, useLayoutEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react'
import { decodeText } from '../../core/text/decoded-text.ts'
import type { Span } from '../../core/text/span.ts'
import { showMatches } from '../../session/react/reveal.ts'
import { useFindings } from '../../session/react/use-judgement.ts'
import { useDecryption, useSession, useStore } from '../../session/react/use-session.ts'
import type { Box } from '../../session/state/opened-token.ts'
import { shownContent } from '../../session/state/plaintext.ts'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { findAll, withoutCase } from './find-all.ts'
import { findInFindings, markFindings } from './found-in-findings.ts'
import styles from './find-bar.module.css'

interface FindBarProps {
  /** Increases when the search is opened again while it is open. */
  readonly asked: number
  onClose(): void
}

/** More matches are not counted: no one steps through that many. */
const MOST = 1000
/** The longest text that can be searched for, in characters. */
const LONGEST = 200

const NAMES: Partial<Record<Box, string>> = { token: 'Encoded token', header: 'Header', payload: 'Payload', plaintext: 'Content' }

/** The matches in one part of the page. */
interface Found {
  readonly place: string
  readonly box: Box | undefined
  readonly spans: readonly Span[]
  readonly ranges: readonly Range[]
}

/** True for an element in the bar. */
export function isInFindBar(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('[role=search]') !== null
}

export function FindBar({ asked, onClose }: FindBarProps) {
  const store = useStore()
  const field = useRef<HTMLFormElement>(null)
  const opener = useRef<Element>(null)
  const [typed, setTyped] = useState(selectedText)
  const [chosen, setChosen] = useState(0)
  const wanted = useDeferredValue(typed)
  const found = useFound(withoutCase(wanted))
  const count = found.reduce((sum, { spans, ranges }) => sum + spans.length + ranges.length, 0)
  const current = count === 0 ? -1 : ((chosen % count) + count) % count

  useLayoutEffect(() => {
    const input = field.current?.querySelector('input')
    if (!isInFindBar(document.activeElement)) opener.current = document.activeElement
    input?.focus({ preventScroll: true })
    input?.select()
  }, [asked])
  useEffect(() => {
    let before = 0
    for (const { box, spans, ranges } of found) {
      const at = current - before
      if (box) showMatches(store, box, spans, at >= 0 && at < spans.length ? at : undefined)
      else markFindings(ranges, ranges[at])
      before += spans.length + ranges.length
    }
  }, [store, found, current])
  useEffect(
    () => () => {
      for (const box of Object.keys(NAMES) as Box[]) showMatches(store, box, [], undefined)
      markFindings([], undefined)
    },
    [store],
  )

  const close = () => {
    onClose()
    if (opener.current instanceof HTMLElement && opener.current.isConnected) opener.current.focus({ preventScroll: true })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Escape') close()
    else if (event.key === 'Enter' && event.target instanceof HTMLInputElement) setChosen(current + (event.shiftKey ? -1 : 1))
    else return
    event.preventDefault()
  }
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the keys of the controls in it
    <form
      ref={field}
      className={styles.bar}
      role="search"
      aria-label="Find in this page"
      onKeyDown={onKeyDown}
      onSubmit={(event) => event.preventDefault()}
    >
      <TextField
        aria-label="Find"
        placeholder="Find in token, claims and findings"
        maxLength={LONGEST}
        value={typed}
        onText={(text) => {
          setTyped(text)
          setChosen(0)
        }}
      />
      <p role="status">{wanted === '' ? '' : inWords(found, count, current)}</p>
      <Button
        look="quiet"
        aria-label="Previous match"
        title="Previous match (Shift+Enter)"
        aria-disabled={count === 0}
        onClick={() => setChosen(current - 1)}
      >
        ↑
      </Button>
      <Button
        look="quiet"
        aria-label="Next match"
        title="Next match (Enter)"
        aria-disabled={count === 0}
        onClick={() => setChosen(current + 1)}
      >
        ↓
      </Button>
      <Button look="quiet" onClick={close}>
        Close
      </Button>
    </form>
  )
}

/** "3 of 12 · Payload" */
function inWords(found: readonly Found[], count: number, current: number): string {
  if (count === 0) return 'No matches'
  let before = 0
  for (const { place, spans, ranges } of found) {
    before += spans.length + ranges.length
    if (current < before) return `${current + 1} of ${count >= MOST ? `${MOST.toLocaleString('en')}+` : count} · ${place}`
  }
  return ''
}

/** The text selected on the page, if it is short enough to search for. */
function selectedText(): string {
  const text = document.getSelection()?.toString() ?? ''
  return text.length <= 60 && !/\n/.test(text) ? text : ''
}

/** All matches, part by part; the same object until something changes. */
function useFound(wanted: string): readonly Found[] {
  const token = useSession(({ state }) => state.text)
  const header = useSession((_, derived) => derived.header)
  const payload = useSession((_, derived) => derived.payload)
  const encrypted = useSession((_, { inspection }) => inspection.token?.object?.kind === 'jwe')
  const typed = useSession(({ state }) => state.plaintext)
  const asEncrypted = useSession(({ state }) => state.asEncrypted)
  const decryption = useDecryption()
  const plaintext = useMemo(
    () => typed ?? (decryption?.state === 'decrypted' ? shownContent(decodeText(decryption.plaintext), asEncrypted) : ''),
    [typed, decryption, asEncrypted],
  )
  const findings = useFindings()
  const content = encrypted ? plaintext : payload
  const texts = useMemo(
    () => [
      { box: 'token' as const, text: withoutCase(token) },
      { box: 'header' as const, text: withoutCase(header) },
      { box: encrypted ? ('plaintext' as const) : ('payload' as const), text: withoutCase(content) },
    ],
    [token, header, content, encrypted],
  )
  return useMemo(() => {
    let left = MOST
    const found: Found[] = texts.map(({ box, text }) => {
      const spans = findAll(text, wanted, left)
      left -= spans.length
      return { place: NAMES[box] ?? '', box, spans, ranges: [] }
    })
    // Depends on the findings, so that they are searched again when their words change.
    const ranges = findings.length > 0 && wanted !== '' ? findInFindings(wanted, left) : []
    return [...found, { place: 'Findings', box: undefined, spans: [], ranges }]
  }, [texts, wanted, findings])
}
