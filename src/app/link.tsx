// Opens what the address brought along, takes it out of the address bar, and says which key it did not take.
import { useSyncExternalStore } from 'react'
import { createListeners } from '../core/upkeep/listeners.ts'
import { clearFragment, currentFragment } from '../platform/location.ts'
import { setLargeType } from '../platform/large-type.ts'
import { readLink, refuseLinkKey } from '../session/share-link.ts'
import type { Store } from '../session/store/store.ts'
import { Button } from '../ui/button.tsx'
import styles from './new-version.module.css'

const SAID = {
  private:
    'The link came with a private or secret key. It was not loaded: whoever has such a link can sign. Treat that key as known to others and replace it.',
  'not-public':
    'The link came with a key that is no public key (JWK, JWK Set or PEM). It was not loaded; secrets belong into the Key box, never into a link.',
}

let refusal: keyof typeof SAID | undefined
const { subscribe, tell } = createListeners()

/** Loads the token and the public key of the address, where it names any. */
export function openLink(store: Store): void {
  const link = readLink(currentFragment())
  if (!link) return
  clearFragment()
  if (link.present) setLargeType(true)
  if (link.expect !== undefined) void expect(store, link.expect)
  refuse(link.key === undefined ? undefined : refuseLinkKey(link.key))
  const key = refusal === undefined ? link.key : undefined
  if (link.token === undefined && key === undefined) return
  const text = link.token ?? store.getSnapshot().state.text
  store.dispatch({ type: 'load', text, ...(key !== undefined && { key: { text: key, origin: { from: 'link' } } }) })
}

export function LinkRefusal() {
  const reason = useSyncExternalStore(
    subscribe,
    () => refusal,
    () => undefined,
  )
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

function refuse(reason: typeof refusal): void {
  refusal = reason
  tell()
}

/** Takes up the expectations that a link brought. */
async function expect(store: Store, text: string): Promise<void> {
  const { decodeExpectations } = await import('../core/expectations/expectations.ts')
  store.dispatch({ type: 'expect', expectations: decodeExpectations(text) })
}
