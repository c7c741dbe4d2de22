// The keys in a box that is not the desk's: read as one types, the last of quick changes alone.
import { useEffect, useState } from 'react'
import type { KeyReading, SecretEncoding } from '../../core/keys/key-material.ts'
import { readKey } from '../../core/keys/read/read-key.ts'

export interface KeyTyped {
  readonly text: string
  readonly passphrase: string
  readonly secretEncoding: SecretEncoding
}

/** What the box holds; undefined where it is empty, or was not read yet. The same object as long as nobody types. */
export function useKeyReading(typed: KeyTyped): KeyReading | undefined {
  const [read, setRead] = useState<{ readonly of: KeyTyped; readonly reading: KeyReading }>()
  useEffect(() => {
    let gone = false
    const { text, passphrase, secretEncoding } = typed
    void readKey(text, { passphrase, secretEncoding }).then((reading) => {
      if (!gone) setRead({ of: typed, reading })
    })
    return () => {
      gone = true
    }
  }, [typed])
  return typed.text === '' ? undefined : read?.reading
}
