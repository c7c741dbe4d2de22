// Whether a token is signed with a secret that everybody knows: tried when asked for, with what is known here or with a word list of one's own.
import { useEffect, useRef, useState } from 'react'
import { takesSecret } from '../../core/algorithms/algorithms.ts'
import { useCryptography } from '../../platform/use-cryptography.ts'
import { readFileText } from '../../platform/read-files.ts'
import { useSession, useStore } from '../../session/react/use-session.ts'
import { Button } from '../../ui/button.tsx'
import { FileButton } from '../../ui/file-button.tsx'
import styles from './known-secrets.module.css'

export function KnownSecrets() {
  const store = useStore()
  const state = useSession((snapshot) => snapshot.state)
  const shared = useSession((_, { inspection: { token } }) => token?.object?.kind === 'jws' && takesSecret(token.header.alg))
  const cryptography = useCryptography()
  const keyless = useSession(({ state }) => state.key === '')
  const [said, setSaid] = useState<{ readonly of: object; readonly text: string }>()
  const running = useRef<AbortController>(undefined)
  useEffect(() => () => running.current?.abort(), [state])
  // With a key that does not fit, the panel that says why has tries of its own.
  if (!shared || !keyless || !cryptography) return null

  const search = async (words: readonly string[]) => {
    running.current?.abort()
    const { signal } = (running.current = new AbortController())
    const say = (text: string) => setSaid({ of: state, text })
    say('Trying …')
    const { findKnownSecret } = await import('../../session/answers/known-secret.ts')
    const knownSecret = await findKnownSecret(state, words, signal)
    if (signal.aborted) return
    if (!knownSecret) return say(words.length > 0 ? `None of the ${words.length.toLocaleString('en')} lines fits.` : 'None of them fits.')
    say(`It fits: ${knownSecret.where}.`)
    store.dispatch({ type: 'know-secret', knownSecret })
  }
  const takeFile = async (file: File | undefined) => {
    if (!file) return
    const reading = await readFileText(file)
    if (!reading.ok) return setSaid({ of: state, text: `“${reading.name}” is no text, or has more than 20 MB.` })
    await search(reading.text.split('\n'))
  }
  return (
    <div className={styles.secrets}>
      <Button look="quiet" onClick={() => void search([])}>
        Try secrets that everybody knows
      </Button>
      <FileButton
        label="Try a word list"
        field="Word list"
        accept=".txt,.lst,.list,.csv,text/plain"
        onFiles={([file]) => void takeFile(file)}
      />
      <p role="status" className={styles.said}>
        {said?.of === state ? said.text : ''}
      </p>
    </div>
  )
}
