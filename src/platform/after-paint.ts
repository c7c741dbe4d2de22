// Puts work behind the next paint, so that a keystroke is on the screen before its consequences are worked out.

/** Calls back in a task after the next frame; in a hidden page, where no frames come, soon. */
export function afterPaint(callback: () => void): void {
  let done = false
  const run = () => {
    if (done) return
    done = true
    callback()
  }
  // One task more: in the first, the frame may still be on its way to the screen.
  requestAnimationFrame(() => setTimeout(() => setTimeout(run, 0), 0))
  setTimeout(run, 200)
}
