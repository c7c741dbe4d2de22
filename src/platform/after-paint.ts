// Puts work behind the next paint, so that a keystroke is on the screen before its consequences are worked out.

/** Calls back in a task after the next frame; in a hidden page, where no frames come, soon. */
export function afterPaint(callback: () => void): void {
  let done = false
  const run = () => {
    if (done) return
    done = true
    callback()
  }
  requestAnimationFrame(() => setTimeout(run, 0))
  setTimeout(run, 200)
}
