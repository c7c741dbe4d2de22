// The clock in words: a box that takes a time, the way back to the real one, and how far clocks may differ.
import { useId, useState } from 'react'
import { readInstant, writeInstant } from '../../core/claims/read-instant.ts'
import { useClock } from '../../session/react/use-clock.ts'
import { useStore } from '../../session/react/use-session.ts'
import { TextField } from '../../ui/text-field.tsx'
import { leewayInWords } from './leeway.ts'
import styles from './time-panel.module.css'

const LEEWAYS = [0, 30, 60, 120, 300]

/** Fewer characters can't be a complete date or a current NumericDate, so they wait for Enter. */
const SHORTEST = 9

export function ClockControls() {
  const store = useStore()
  const { moved, leeway } = useClock()
  const [typed, setTyped] = useState<string>()
  const timeId = useId()
  const hintId = useId()
  const unread = typed !== undefined && typed.trim() !== '' && readInstant(typed) === undefined
  const take = (text: string, whole: boolean) => {
    const to = text.trim() === '' ? undefined : readInstant(text)
    if (to === undefined ? text.trim() === '' : whole || text.trim().length >= SHORTEST) store.dispatch({ type: 'move-clock', to })
  }
  const choices = LEEWAYS.includes(leeway) ? LEEWAYS : [...LEEWAYS, leeway].sort((a, b) => a - b)
  return (
    <div className={styles.controls}>
      <label htmlFor={timeId}>
        <span>As of</span>
        <TextField
          id={timeId}
          value={typed ?? (moved === undefined ? '' : writeInstant(moved))}
          placeholder="now"
          aria-describedby={hintId}
          aria-invalid={unread}
          onText={(text) => {
            setTyped(text)
            take(text, false)
          }}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return
            take(event.currentTarget.value, true)
            setTyped(undefined)
          }}
          onBlur={() => setTyped(undefined)}
        />
      </label>
      <label>
        <span>Leeway</span>
        <select value={leeway} onChange={(event) => store.dispatch({ type: 'allow-leeway', seconds: Number(event.target.value) })}>
          {choices.map((seconds) => (
            <option key={seconds} value={seconds}>
              {leewayInWords(seconds)}
            </option>
          ))}
        </select>
      </label>
      <p id={hintId} className={unread ? styles.unread : styles.hint}>
        {unread
          ? 'Not a time yet. Use 2026-11-24 09:00, ISO 8601, or seconds as in exp.'
          : 'Drag “now”, or enter a time: 2026-11-24 09:00, ISO 8601, or seconds.'}
      </p>
    </div>
  )
}
