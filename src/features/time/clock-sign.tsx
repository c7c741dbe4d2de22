// The sign under the verdict that says the clock isn't the real one, and resets it.
import { dayAndTime } from '../../core/claims/numeric-date.ts'
import { useClock } from '../../session/react/use-clock.ts'
import { useStore } from '../../session/react/use-session.ts'
import { Button } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import styles from './time-panel.module.css'

export function ClockSign() {
  const store = useStore()
  const { moved } = useClock()
  if (moved === undefined) return null
  return (
    <p className={styles.sign}>
      <Icon name="clock" />
      <span>As of {dayAndTime(moved) ?? `${moved} seconds since 1970`}, not now</span>
      <Button look="quiet" onClick={() => store.dispatch({ type: 'move-clock', to: undefined })}>
        Back to now
      </Button>
    </p>
  )
}
