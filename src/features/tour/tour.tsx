// "Take me through it", a tour of the open token in a few short stops that light up their subject.
import { Fragment, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { usePointer } from '../../session/react/use-pointer.ts'
import { useAtOnce, useCheck, useSession, useStore } from '../../session/react/use-session.ts'
import { Button } from '../../ui/button.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { LetterChange } from './letter-change.ts'
import { oneLetter } from './one-letter.ts'
import { changeSays } from './server-says.ts'
import { show } from './show.ts'
import type { Stop } from './stop.ts'
import { stopsOf } from './stops.ts'
import styles from './tour.module.css'

export function Tour({ onClose }: { onClose(): void }) {
  const store = useStore()
  const token = useSession((_, { inspection }) => inspection.token)
  const check = useCheck((found) => found)
  const stops = useMemo(() => (token ? stopsOf(token, check) : []), [token, check])
  const [id, setId] = useState<Stop['id']>()
  const at = Math.max(
    0,
    stops.findIndex((stop) => stop.id === id),
  )
  const stop = stops[at]
  const [letter] = useState(() => new LetterChange(store))
  // However the reader leaves, their own token is back.
  useEffect(() => letter.putBack, [letter])

  if (!stop) {
    return (
      <Sheet title="Take me through it" onClose={onClose}>
        <p>There is no token here yet. Paste one to take the tour.</p>
      </Sheet>
    )
  }
  const last = at === stops.length - 1
  const go = (by: number) => {
    letter.putBack()
    const next = stops[at + by]
    if (next) setId(next.id)
    else if (by > 0) onClose()
  }
  return (
    <Sheet title="Take me through it" about={`Stop ${at + 1} of ${stops.length}`} onClose={onClose}>
      <div className={styles.tour}>
        <Lights stop={stop} />
        <div aria-live="polite" className={styles.said}>
          <h3>
            <span className={styles.count}>
              {at + 1} of {stops.length}
            </span>{' '}
            {stop.title}
          </h3>
          {stop.text.map((text) => (
            <p key={text}>
              <Words text={text} />
            </p>
          ))}
          {stop.onward && (
            <ul>
              {stop.onward.map(({ text, href }) => (
                <li key={href}>
                  <a href={href} {...(href.startsWith('#') ? {} : { target: '_blank', rel: 'noreferrer' })}>
                    {text}
                  </a>
                </li>
              ))}
            </ul>
          )}
        </div>
        {stop.id === 'change' && <Change letter={letter} />}
        <div className={styles.acts}>
          <Button aria-disabled={at === 0 || undefined} onClick={() => go(-1)}>
            Back
          </Button>
          <Button look="primary" onClick={() => go(1)}>
            {last ? 'Done' : 'Next'}
          </Button>
        </div>
      </div>
    </Sheet>
  )
}

/** Lights up the subject of a stop while the stop is shown. */
function Lights({ stop: { id, light, show: places } }: { readonly stop: Stop }) {
  const pointer = usePointer()
  const here = useRef<HTMLSpanElement>(null)
  const place = JSON.stringify(light)
  useEffect(() => {
    pointer.settle('tour', light)
    return () => pointer.settle('tour', undefined)
    // A new object for the same place must not run this again.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [pointer, place])
  // A new check must not scroll the page again, because the reader may have moved it.
  const shown = places.join(' ')
  useLayoutEffect(() => {
    return show(places, here.current?.closest('section') ?? null)
    // oxlint-disable-next-line react/exhaustive-deps
  }, [id, shown])
  return <span ref={here} hidden />
}

function Change({ letter }: { readonly letter: LetterChange }) {
  const text = useAtOnce(({ state }) => state.text)
  const check = useCheck((found) => found)
  const possible = useSession(({ state }) => oneLetter(state) !== undefined)
  const made = letter.shownIn(text)
  return (
    <div className={styles.change}>
      <Button onClick={made ? letter.putBack : letter.make} aria-disabled={(!made && !possible) || undefined}>
        {made ? 'Put it back' : 'Change one letter'}
      </Button>
      <p role="status">
        {made
          ? changeSays(made, check?.state.text === text ? check : undefined)
          : !possible
            ? 'There is no letter that can be changed here now.'
            : letter.wasEditedSince(text)
              ? 'The token has been edited since. “Undo edits” on the desk undoes all of it.'
              : ''}
      </p>
    </div>
  )
}

/** A sentence with its names in code style. */
function Words({ text }: { readonly text: string }) {
  return text.split('`').map((piece, i) => <Fragment key={i}>{i % 2 === 1 ? <code>{piece}</code> : piece}</Fragment>)
}
