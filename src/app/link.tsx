// Opens what a link contains, clears the address bar, says which key it refused, and asks before it replaces anything.
import { useSyncExternalStore } from 'react'
import { createListeners } from '../core/upkeep/listeners.ts'
import { clearFragment, currentFragment } from '../platform/location.ts'
import { setLargeType } from '../platform/large-type.ts'
import { readLink, refuseLinkKey, type SharedLink } from '../session/share-link.ts'
import { useStore } from '../session/react/use-session.ts'
import type { Store } from '../session/store/store.ts'
import { Button } from '../ui/button.tsx'
import styles from './new-version.module.css'

const SAID = {
  private:
    'The link contained a private or secret key. It was not loaded: anyone who has such a link can sign. Treat that key as compromised and replace it.',
  'not-public':
    'The key in the link is not a public key (JWK, JWK Set or PEM). It was not loaded. Secrets belong in the Key box, never in a link.',
}

let refusal: keyof typeof SAID | undefined
/** A link that came while the page held something, until the reader opens or dismisses it. */
let waiting: SharedLink | undefined
const { subscribe, tell } = createListeners()

/** Loads the token and the public key in the address, if any; asks first where the page holds a token or a key. */
export function openLink(store: Store): void {
  const link = readLink(currentFragment())
  if (!link) return
  clearFragment()
  store.flush()
  const { text, key } = store.getSnapshot().state
  if ((link.token === undefined && link.key === undefined) || (text === '' && key === '')) return follow(store, link)
  waiting = link
  tell()
}

function follow(store: Store, link: SharedLink): void {
  waiting = undefined
  if (link.present) setLargeType(true)
  if (link.expect !== undefined) void expect(store, link.expect)
  refuse(link.key === undefined ? undefined : refuseLinkKey(link.key))
  const key = refusal === undefined ? link.key : undefined
  const given = key === undefined ? {} : { key: { text: key, origin: { from: 'link' } } as const }
  if (link.token !== undefined) store.dispatch({ type: 'load', text: link.token, origin: 'link', ...given })
  else if (given.key) store.dispatch({ type: 'use-key', key: given.key })
}

/** What the page says or asks about a link. */
export function LinkNotice() {
  const store = useStore()
  const asked = useSyncExternalStore(
    subscribe,
    () => waiting,
    () => undefined,
  )
  const reason = useSyncExternalStore(
    subscribe,
    () => refusal,
    () => undefined,
  )
  if (asked) {
    const what = asked.token === undefined ? 'key' : asked.key === undefined ? 'token' : 'token and key'
    return (
      <div role="alert" className={styles.note}>
        <p>A link wants to replace the {what} on this page.</p>
        <Button onClick={() => follow(store, asked)}>Open the link</Button>
        <Button look="plain" onClick={drop}>
          Keep what is here
        </Button>
      </div>
    )
  }
  if (!reason) return null
  return (
    <p role="alert" className={styles.note}>
      {SAID[reason]}
      <Button look="plain" onClick={() => refuse(undefined)}>
        Close
      </Button>
    </p>
  )
}

function drop(): void {
  waiting = undefined
  tell()
}

function refuse(reason: typeof refusal): void {
  refusal = reason
  tell()
}

/** Offers what the author of the link expects: it counts only once the reader accepts it. */
async function expect(store: Store, text: string): Promise<void> {
  const { decodeExpectations } = await import('../core/expectations/expectations.ts')
  store.dispatch({ type: 'offer-expectations', expectations: decodeExpectations(text) })
}
