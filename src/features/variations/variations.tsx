// The sheet "Variations", which makes tokens from the open one that a verifier must reject, one by one or as a file for tests.
import { useEffect, useId, useState } from 'react'
import { utcTime } from '../../core/claims/numeric-date.ts'
import { neededInFull } from '../../core/keys/problem-in-words.ts'
import { notMade, VARIATIONS } from '../../core/variations/index.ts'
import type { Good, Variation } from '../../core/variations/variation.ts'
import { copyText } from '../../platform/clipboard.ts'
import { currentSeconds } from '../../platform/clock.ts'
import { downloadText } from '../../platform/files.ts'
import { fixtureText, goodOf, withToken } from '../../session/answers/vary.ts'
import { instantAt } from '../../session/state/viewpoint.ts'
import { useSession, useStore } from '../../session/react/use-session.ts'
import { Button } from '../../ui/button.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import styles from './variations.module.css'

/** What this sheet put on the desk, so that the next variation is made from the good token and not from another variation. */
interface Made {
  readonly good: string
  /** The variation's id, by the token's characters. */
  readonly ids: ReadonlyMap<string, string>
}

export function Variations({ onClose }: { onClose(): void }) {
  const id = useId()
  const store = useStore()
  const onDesk = useSession((_, { inspection }) => inspection.token?.compact ?? '')
  const [made, setMade] = useState<Made>({ good: onDesk, ids: new Map() })
  const [said, setSaid] = useState('')
  const shown = made.ids.get(onDesk)
  // Anything else that was opened meanwhile becomes the good token.
  const goodText = shown === undefined ? onDesk : made.good
  const good = useGood(goodText)

  const put = (text: string) => store.dispatch({ type: 'rewrite', token: text })
  const vary = async (variation: Variation) => {
    if (!good || notMade(variation, good) !== undefined) return
    const { compact, problem } = await variation.make(good)
    if (problem) return setSaid(neededInFull('sign', problem))
    const ids = made.good === goodText ? made.ids : new Map<string, string>()
    setMade({ good: goodText, ids: new Map(ids).set(compact, variation.id) })
    put(compact)
    setSaid(`Opened: ${variation.name.toLowerCase()}. ${variation.about} Undo brings the good token back.`)
  }
  return (
    <Sheet
      title="Variations"
      about="Tokens made from this one. Your verifier must reject all but the first. Press one to open it; Undo brings the good token back."
      onClose={onClose}
    >
      {good ? (
        <>
          <ul className={styles.list}>
            <li>
              <Button aria-pressed={shown === undefined} aria-describedby={`${id}-good`} onClick={() => put(goodText)}>
                Good token
              </Button>
              <span id={`${id}-good`}>This token, unchanged. Your verifier must accept it.</span>
            </li>
            {VARIATIONS.map((variation) => {
              const not = notMade(variation, good)
              return (
                <li key={variation.id}>
                  <Button
                    aria-pressed={shown === variation.id}
                    aria-disabled={not !== undefined}
                    aria-describedby={`${id}-${variation.id}`}
                    onClick={() => void vary(variation)}
                  >
                    {variation.name}
                  </Button>
                  <span id={`${id}-${variation.id}`}>{not ?? variation.about}</span>
                </li>
              )
            })}
          </ul>
          <p role="status" className={styles.said}>
            {said}
          </p>
          <File good={good} />
        </>
      ) : (
        <p className="quiet-text">Open a signed compact token to make variations of it.</p>
      )}
    </Sheet>
  )
}

/** All of them in one file. A shared secret is included only once its owner says so. */
function File({ good }: { readonly good: Good }) {
  const [withSecret, setWithSecret] = useState(false)
  const [said, setSaid] = useState('')
  const isShared = good.algorithm.kty === 'oct'
  // Made on request, since generating someone else's key takes a while.
  const make = async (take: (text: string) => unknown) => {
    const { fixtureOf } = await import('../../core/variations/fixture.ts')
    const { fixture, refusal } = await fixtureOf(good, withSecret)
    if (!fixture) return setSaid(refusal)
    await take(fixtureText(fixture))
    const { cases, at } = fixture
    setSaid(`${cases.length} tokens. The file sets the verifier’s clock to ${utcTime(at) ?? at}.`)
  }
  return (
    <section className={styles.file} aria-labelledby="fixture-title">
      <h3 id="fixture-title">As a test fixture</h3>
      <p>
        One JSON file with every token above and the answer that your verifier must give to each (RFC 8725).{' '}
        {isShared
          ? 'The verifier needs the shared secret, which is left out.'
          : 'It contains the public key as a JWK Set, and never the private key.'}{' '}
        Drop the file on this page to open it again.
      </p>
      {isShared && (
        <label className={styles.check}>
          <input type="checkbox" checked={withSecret} onChange={(event) => setWithSecret(event.target.checked)} />
          Include the secret. Anyone who has the file can then sign tokens that your service accepts.
        </label>
      )}
      <div className={styles.actions}>
        <Button look="primary" onClick={() => void make((text) => downloadText('jwt-variations.json', text, 'application/json'))}>
          Download fixture
        </Button>
        <Button aria-label="Copy fixture" onClick={() => void make(copyText)}>
          Copy
        </Button>
      </div>
      <p role="status" className="said">
        {said}
      </p>
    </section>
  )
}

/** The good token with the key on the desk, even while a variation is open in its place. */
function useGood(text: string): Good | undefined {
  const store = useStore()
  const state = useSession((snapshot) => snapshot.state)
  const [read, setRead] = useState<{ readonly text: string; readonly good: Good | undefined }>()
  useEffect(() => {
    let gone = false
    const now = instantAt(store.getSnapshot().viewpoint, currentSeconds())
    void goodOf(withToken(state, text), now).then((good) => {
      if (!gone) setRead({ text, good })
    })
    return () => {
      gone = true
    }
  }, [store, state, text])
  return read?.text === text ? read.good : undefined
}
