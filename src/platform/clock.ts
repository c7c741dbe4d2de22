// The time, told once a second to whoever shows it; stands still while nobody does or the page is hidden.
import { createListeners } from '../core/upkeep/listeners.ts'

let seconds = Math.floor(Date.now() / 1000)

const { subscribe, tell } = createListeners(() => {
  tick()
  const timer = setInterval(tick, 1000)
  return () => clearInterval(timer)
})

/** Seconds since 1970, whole; the same until the next tick. */
export function currentSeconds(): number {
  return seconds
}

/** Calls back at every tick until the returned function is called. */
export const onTick = subscribe

function tick(): void {
  const now = Math.floor(Date.now() / 1000)
  if (now === seconds || document.hidden) return
  seconds = now
  tell()
}
