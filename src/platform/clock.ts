// Provides the time once a second to everything that shows it, and pauses while nothing does or the page is hidden.

type Listener = () => void

const listeners = new Set<Listener>()
let timer: ReturnType<typeof setInterval> | undefined
let seconds = Math.floor(Date.now() / 1000)

/** Whole seconds since 1970, unchanged until the next tick. */
export function currentSeconds(): number {
  return seconds
}

/** Calls back at every tick until the returned function is called. */
export function onTick(listener: Listener): () => void {
  if (listeners.size === 0) {
    tick()
    timer = setInterval(tick, 1000)
  }
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
    if (listeners.size === 0) clearInterval(timer)
  }
}

function tick(): void {
  const now = Math.floor(Date.now() / 1000)
  if (now === seconds || document.hidden) return
  seconds = now
  for (const listener of listeners) listener()
}
