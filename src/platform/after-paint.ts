// Delays work until after the next paint, so that a keystroke is on screen before its results are computed.

/** Calls back in a task after the next frame, or soon if the page is hidden and has no frames. */
export function afterPaint(callback: () => void): void {
  let done = false
  const run = () => {
    if (done) return
    done = true
    callback()
  }
  // One more task, because the frame may not be on screen yet in the first.
  requestAnimationFrame(() => setTimeout(() => setTimeout(run, 0), 0))
  setTimeout(run, 200)
}
