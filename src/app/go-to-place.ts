// Scrolls to what a gate or the verdict names, and gives it the focus.
import type { VerdictPlace } from '../features/verdict/sentence.ts'

const box = (name: string) => `[data-editor="${name}"]`

/** Where each place is, the best first; those that aren't on the page are skipped. */
const PLACES: Readonly<Record<VerdictPlace, readonly string[]>> = {
  structure: [box('Encoded token')],
  signature: ['#card-why-it-does-not-verify', box('Key')],
  time: ['#card-validity', box('Payload')],
  claims: ['#card-findings', box('Payload')],
  key: [box('Key')],
  content: [box('Detached content')],
}

/** Focuses a box, or the heading of a card. */
export function goToPlace(place: VerdictPlace): void {
  for (const selector of PLACES[place]) {
    const target = document.querySelector<HTMLElement>(selector)
    if (!target) continue
    const section = target.closest('section') ?? target
    const { top, bottom } = section.getBoundingClientRect()
    // On a phone the bar with the gates lies over the top; the section's scroll margin keeps clear of it.
    if (top < 0 || bottom > innerHeight) section.scrollIntoView({ block: 'start' })
    const field = target.querySelector<HTMLElement>('textarea, [contenteditable]')
    if (!field) target.tabIndex = -1
    ;(field ?? target).focus({ preventScroll: true })
    return
  }
}
