// The line over a box whose JSON has its own whitespace, with the switch that shows it.
import styles from './own-whitespace.module.css'

interface OwnWhitespaceProps {
  /** What was done to the JSON with that whitespace in it. */
  readonly was: 'signed' | 'encrypted' | 'sent'
  readonly isShown: boolean
  /** Absent where the switch over another box applies to this one as well. */
  readonly onTurn?: ((on: boolean) => void) | undefined
}

const CAPITAL = { signed: 'Signed', encrypted: 'Encrypted', sent: 'Sent' } as const

export function OwnWhitespace({ was, isShown, onTurn }: OwnWhitespaceProps) {
  return (
    <div className={styles.line}>
      <p>
        {CAPITAL[was]} with whitespace; shown {isShown ? `as ${was}` : 'formatted'}
      </p>
      {onTurn && (
        <label className={styles.turn}>
          <input
            type="checkbox"
            role="switch"
            checked={isShown}
            aria-checked={isShown}
            onChange={(event) => onTurn(event.target.checked)}
          />
          As {was}
        </label>
      )}
    </div>
  )
}
