// Puts drawing into the next frame, so that many events make one change of the page.

/** Calls back before the next paint; not at all as long as the page is hidden. */
export function nextFrame(callback: () => void): void {
  requestAnimationFrame(() => callback())
}
