// Says that the content is itself a token, with a button that opens it.
import { useFindings } from '../../session/react/use-judgement.ts'
import { useCheck, useStore } from '../../session/react/use-session.ts'
import { Button } from '../../ui/button.tsx'
import styles from './other-parts.module.css'

interface TokenInsideProps {
  readonly text: string
  /** It was encrypted, and could be read only with the key. */
  readonly decrypted?: boolean
}

export function TokenInside({ text, decrypted = false }: TokenInsideProps) {
  const store = useStore()
  const keepsKeys = useCheck(({ reading }) => reading.kind === 'key-set') ?? false
  const errors = useFindings().filter(({ severity }) => severity === 'error').length
  return (
    <p className={styles.note}>
      A token inside a token. It has its own signature to check.{' '}
      <Button onClick={() => store.dispatch({ type: 'open-inside', text, around: { decrypted, errors }, keepsKeys })}>
        Open the token inside
      </Button>
    </p>
  )
}
