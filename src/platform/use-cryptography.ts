// Whether the browser offers its cryptography to this page, as React sees it: the prerendered page takes it for granted.
import { useSyncExternalStore } from 'react'
import { hasWebCrypto } from '../core/keys/web-crypto.ts'

const neverChanges = () => () => {}

export function useCryptography(): boolean {
  return useSyncExternalStore(neverChanges, hasWebCrypto, () => true)
}
