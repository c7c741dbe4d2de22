// The path from the outer token to the open one inside it: "Outer JWE › Inner JWS".
import { useEffect, useRef } from 'react'
import { useAtOnce, useStore } from '../../session/react/use-session.ts'
import { Button } from '../../ui/button.tsx'
import styles from './token-box.module.css'

export function Layers() {
  const store = useStore()
  const outer = useAtOnce(({ state }) => state.outer)
  const kind = useAtOnce((_, { inspection }) => (inspection.token?.object?.kind === 'jwe' ? 'JWE' : 'JWS'))
  const nav = useRef<HTMLElement>(null)
  const count = outer.length
  // The button that opened it is gone, and the focus with it.
  useEffect(() => {
    if (count > 0 && document.activeElement === document.body) nav.current?.querySelector('button')?.focus({ preventScroll: true })
  }, [count])
  if (count === 0) return null
  return (
    <nav ref={nav} aria-label="Layers" className={styles.layers}>
      {outer.map(({ around }, layer) => (
        <span key={layer}>
          <Button look="quiet" onClick={() => store.dispatch({ type: 'back-to', layer })}>
            {layer === 0 ? 'Outer' : `Layer ${layer + 1}:`} {around.decrypted ? 'JWE' : 'JWS'}
          </Button>{' '}
          <span aria-hidden="true">›</span>
        </span>
      ))}
      <span aria-current="true">Inner {kind}</span>
    </nav>
  )
}
