// The way between a token and the one that it was opened out of.
import { useEffect, useRef } from 'react'
import { useAtOnce, useStore } from '../../session/react/use-session.ts'
import { Button } from '../../ui/button.tsx'
import styles from './token-box.module.css'

export function Layers() {
  const store = useStore()
  const count = useAtOnce(({ state }) => state.outer.length)
  const nav = useRef<HTMLElement>(null)
  // The button that opened it is gone, and what has the focus with it.
  useEffect(() => {
    if (count > 0 && document.activeElement === document.body) nav.current?.querySelector('button')?.focus({ preventScroll: true })
  }, [count])
  if (count === 0) return null
  return (
    <nav ref={nav} aria-label="Layers" className={styles.weight}>
      {Array.from({ length: count }, (_, layer) => (
        <Button key={layer} onClick={() => store.dispatch({ type: 'back-to', layer })}>
          {layer === count - 1 ? 'Back to the outer token' : `Back to layer ${layer + 1}`}
        </Button>
      ))}
      <span aria-current="true">{count === 1 ? 'The token inside' : `The token in layer ${count + 1}`}</span>
    </nav>
  )
}
