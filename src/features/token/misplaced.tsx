// Offers to use a key found in the token box as the key, or to make a token of claims found there.
import { useEffect, useState } from 'react'
import { misplaced } from '../../session/state/sort-text.ts'
import { useSession, useStore } from '../../session/react/use-session.ts'
import { Button } from '../../ui/button.tsx'
import styles from './token-box.module.css'

export function Misplaced() {
  const store = useStore()
  const text = useSession(({ state }) => state.text)
  const sort = misplaced(text)
  const key = useKeyName(sort === 'key' ? text : undefined)
  if (sort === undefined) return null
  return sort === 'key' ? (
    <p className={styles.weight}>
      <span>This is {key ?? 'a key'}, not a token.</span>
      <Button onClick={() => store.dispatch({ type: 'use-as-key' })}>Use as the key</Button>
    </p>
  ) : (
    <p className={styles.weight}>
      <span>This is a JSON object, not a token.</span>
      <Button onClick={() => store.dispatch({ type: 'make-token' })}>Make a token of these claims</Button>
    </p>
  )
}

/** "an RSA public key", "a JWK Set of 3 keys"; undefined until it is read, and where it can't be. */
function useKeyName(text: string | undefined): string | undefined {
  const [named, setNamed] = useState<{ readonly text: string; readonly name: string | undefined }>()
  useEffect(() => {
    if (text === undefined) return
    let latest = true
    const name = async () => {
      const [{ readKey }, { keyPhrase }] = await Promise.all([
        import('../../core/keys/read/read-key.ts'),
        import('../../core/keys/describe-key.ts'),
      ])
      // With RS256, a text isn't read as a secret.
      const { kind, keys } = await readKey(text, { alg: 'RS256' })
      const [first] = keys
      if (latest) setNamed({ text, name: kind === 'key-set' ? `a JWK Set of ${keys.length} keys` : first && keyPhrase(first) })
    }
    name().catch(() => {})
    return () => {
      latest = false
    }
  }, [text])
  return named?.text === text ? named?.name : undefined
}
