// Delays drawing until the next frame, so that many events cause one change of the page.

/** Calls back before the next paint; never while the page is hidden. */
export function nextFrame(callback: () => void): void {
  requestAnimationFrame(() => callback())
}
