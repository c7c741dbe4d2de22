// "How we keep this page sealed": what is promised, what is not, and the ways out tried before the reader's eyes.
import { useEffect, useState } from 'react'
import { tryWayOut, WAYS_OUT, type WayState } from '../../platform/ways-out.ts'
import { Button } from '../../ui/button.tsx'
import { Icon, type IconName } from '../../ui/icon.tsx'
import { isOwnCopy } from '../../platform/edition.ts'
import { OwnCopy } from './own-copy.tsx'
import { COPY_OPEN, OPEN, OUTSIDE, PROMISED, PROMISES } from './promises.ts'
import styles from './sealed-room.module.css'

export function SealedRoom() {
  return (
    <main className={styles.room} aria-busy={false}>
      <h1>How we keep this page sealed</h1>
      <p className={styles.lead}>{PROMISED}</p>
      <Probes />
      <OwnCopy />
      <section aria-labelledby="promises-title">
        <h2 id="promises-title">What is promised</h2>
        <dl className={styles.promises}>
          {PROMISES.map(({ promise, held }) => (
            <div key={promise}>
              <dt>{promise}</dt>
              <dd>
                <Code text={held} />.
              </dd>
            </div>
          ))}
        </dl>
      </section>
      <section aria-labelledby="open-title">
        <h2 id="open-title">What stays open</h2>
        <p>{isOwnCopy ? COPY_OPEN : OPEN}</p>
        <p>Outside of what a page can promise:</p>
        <ul className={styles.outside}>
          {OUTSIDE.map((one) => (
            <li key={one}>{one}</li>
          ))}
        </ul>
      </section>
    </main>
  )
}

const SAYS: Record<WayState | 'waiting', { readonly word: string; readonly icon: IconName }> = {
  waiting: { word: 'not tried yet', icon: 'dash' },
  closed: { word: 'closed', icon: 'check' },
  absent: { word: 'not in this browser', icon: 'dash' },
  open: { word: 'open', icon: 'cross' },
}

function Probes() {
  const [states, setStates] = useState<readonly WayState[]>([])
  const [round, setRound] = useState(0)
  useEffect(() => {
    let gone = false
    const run = async () => {
      for (const [i, way] of WAYS_OUT.entries()) {
        // A name that can't belong to anyone (RFC 6761 section 6.4): nothing is reached, even if a way is open.
        const state = await tryWayOut(way, new URL(`https://probe.invalid/${round}/${i}`).href)
        if (gone) return
        setStates((known) => [...known, state])
      }
    }
    void run()
    return () => {
      gone = true
    }
  }, [round])
  const there = states.filter((state) => state !== 'absent').length
  const closed = states.filter((state) => state === 'closed').length
  const done = states.length === WAYS_OUT.length
  return (
    <section aria-labelledby="probes-title" data-part="ways-out" data-done={done}>
      <h2 id="probes-title">Tried here, now</h2>
      <p role="status" className={styles.result}>
        {done ? `${closed} of ${there} ways out are closed in this browser.` : 'Trying the ways by which a page can send something out.'}
      </p>
      <p className={styles.note}>
        Each is tried with an address that can’t belong to anyone. Closed means that the browser itself refused, not that a request failed;
        your browser&rsquo;s console lists the refusals.
      </p>
      <ol className={styles.ways}>
        {WAYS_OUT.map(({ name }, i) => {
          const state = states[i] ?? 'waiting'
          return (
            <li key={name} data-way={name} data-state={state}>
              <Icon name={SAYS[state].icon} />
              <span>{name}</span>
              <small>{SAYS[state].word}</small>
            </li>
          )
        })}
      </ol>
      <Button
        aria-disabled={!done}
        onClick={() => {
          if (!done) return
          setStates([])
          setRound(round + 1)
        }}
      >
        Try again
      </Button>
    </section>
  )
}

/** Renders text between backticks as code. */
function Code({ text }: { readonly text: string }) {
  return text.split('`').map((piece, i) => (i % 2 === 1 ? <code key={i}>{piece}</code> : piece))
}
