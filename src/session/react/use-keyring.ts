// Gives React the keyring.
import { createContext, use, useSyncExternalStore } from 'react'
import type { Keyring, Ring } from '../keyring.ts'

export const KeyringContext = createContext<Keyring | undefined>(undefined)

/** The keyring itself, for actions. Throws outside the context: our own bug. */
export function useKeyring(): Keyring {
  const keyring = use(KeyringContext)
  if (!keyring) throw new Error('no keyring around this component')
  return keyring
}

/** The kept keys, newest first. */
export function useKeptKeys(): Ring['keys'] {
  const keyring = useKeyring()
  const get = () => keyring.getSnapshot().keys
  return useSyncExternalStore(keyring.subscribe, get, get)
}
