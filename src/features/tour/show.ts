// Brings what a stop speaks of into view, between the bar at the top and the sheet at the bottom, and frames it.
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
/** Pixels that stay free around what is shown. */
const MARGIN = 12

/** Shows the first of the places that is on the page; `sheet` is what covers the lower part of the window. Answers how to end that. */
export function show(places: readonly Shown[], sheet: Element | null): () => void {
  const found = places.map((place) => document.querySelector(SELECTORS[place])).find((element) => element !== null)
  const target = found?.closest('section') ?? found
  if (!target) return () => {}
  target.setAttribute(FRAMED, '')
  const { top, bottom, height } = boxOf(target)
  const ceiling = ceilingOf(target) + MARGIN
  const floor = (sheet?.getBoundingClientRect().top ?? innerHeight) - MARGIN
  // The top of the page where it fits: then the verdict is in view as well, and whoever changes something sees what comes of it.
  if (bottom + scrollY <= floor) scrollTo(0, 0)
  else if (top < ceiling || height > floor - ceiling) scrollBy(0, top - ceiling)
  else if (bottom > floor) scrollBy(0, bottom - floor)
  return () => target.removeAttribute(FRAMED)
}

/** On a phone the verdict's section has no box of its own: its children stand for it. */
function boxOf(target: Element): DOMRect {
  const own = target.getBoundingClientRect()
  return own.height > 0 ? own : (target.firstElementChild ?? target).getBoundingClientRect()
}

/** Where the bars that stay at the top end. */
function ceilingOf(target: Element): number {
  const bars = [...document.querySelectorAll('[data-gate]')]
    .map((gate) => gate.closest('ol')?.parentElement)
    .filter((bar) => bar && !target.contains(bar))
  return Math.max(0, ...bars.map((bar) => (bar && getComputedStyle(bar).position === 'sticky' ? bar.offsetHeight : 0)))
}
