// Reads the keys in a box outside the desk while the user types; of several quick changes, only the last is read.
import { useEffect, useState } from 'react'
import type { KeyReading, SecretEncoding } from '../../core/keys/key-material.ts'
import { readKey } from '../../core/keys/read/read-key.ts'

export interface KeyTyped {
  readonly text: string
  readonly passphrase: string
  readonly secretEncoding: SecretEncoding
}

/** The reading of the box's text; undefined if it is empty or hasn't been read yet. The same object until the text changes. */
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
