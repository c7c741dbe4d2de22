// React hook that tells whether the browser offers Web Crypto to this page. The prerendered page assumes that it does.
import { useSyncExternalStore } from 'react'
import { hasWebCrypto } from '../core/keys/web-crypto.ts'

const neverChanges = () => () => {}

export function useCryptography(): boolean {
  return useSyncExternalStore(neverChanges, hasWebCrypto, () => true)
}
