// A token that is the content of another one, and the button that opens it.
import { useStore } from '../../session/react/use-session.ts'
import { Button } from '../../ui/button.tsx'
import styles from './other-parts.module.css'

export function TokenInside({ text }: { readonly text: string }) {
  const store = useStore()
  return (
    <p className={styles.note}>
      A token inside a token: it has a signature of its own to check.{' '}
      <Button onClick={() => store.dispatch({ type: 'open-inside', text })}>Open the token inside</Button>
    </p>
  )
}
