// Scrolls the subject of a stop into view, between the bar at the top and the sheet at the bottom, and frames it.
import type { Shown } from './stop.ts'

const SELECTORS: Readonly<Record<Shown, string>> = {
  token: '[data-editor="Encoded token"]',
  header: '[data-editor="Header"]',
  payload: '[data-editor="Payload"]',
  content: '[data-editor="Plaintext"], [data-editor="Detached content"]',
  key: '[data-editor="Key"]',
  time: '#card-validity',
  verdict: 'section[aria-label="Verdict"]',
  disclosures: '#card-selective-disclosure',
  findings: '#card-findings',
}
const FRAMED = 'data-toured'
/** Pixels to keep free around the framed place. */
const MARGIN = 12

/** Shows the first of the places that is on the page; `sheet` covers the lower part of the window. Returns a function that removes the frame. */
export function show(places: readonly Shown[], sheet: Element | null): () => void {
  const found = places.map((place) => document.querySelector(SELECTORS[place])).find((element) => element !== null)
  const target = found?.closest('section') ?? found
  if (!target) return () => {}
  target.setAttribute(FRAMED, '')
  const { top, bottom, height } = boxOf(target)
  const ceiling = ceilingOf(target) + MARGIN
  const floor = (sheet?.getBoundingClientRect().top ?? innerHeight) - MARGIN
  // If it fits, scroll to the top of the page, so that the verdict stays in view and shows the effect of a change.
  if (bottom + scrollY <= floor) scrollTo(0, 0)
  else if (top < ceiling || height > floor - ceiling) scrollBy(0, top - ceiling)
  else if (bottom > floor) scrollBy(0, bottom - floor)
  return () => target.removeAttribute(FRAMED)
}

/** On a phone the verdict's section has no box, so this uses its first child's. */
function boxOf(target: Element): DOMRect {
  const own = target.getBoundingClientRect()
  return own.height > 0 ? own : (target.firstElementChild ?? target).getBoundingClientRect()
}

/** The lower edge of the bars that stay at the top. */
function ceilingOf(target: Element): number {
  const bars = [...document.querySelectorAll('[data-gate]')]
    .map((gate) => gate.closest('ol')?.parentElement)
    .filter((bar) => bar && !target.contains(bar))
  return Math.max(0, ...bars.map((bar) => (bar && getComputedStyle(bar).position === 'sticky' ? bar.offsetHeight : 0)))
}
