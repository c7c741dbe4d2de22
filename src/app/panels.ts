// What the empty page does not need: the desk beside the token, and the sign of a moved clock. They come with the first check.
import { loadKinds } from '../session/react/use-kind.ts'
import { late } from './late.ts'

export const ClockSign = late(async () => (await import('../features/time/clock-sign.tsx')).ClockSign)
export const Desk = late(async () => (await import('./desk.tsx')).Desk)

/** Fetches them, so that a check is not said to be done before they show what it found. */
export function loadPanels(): Promise<unknown> {
  return Promise.all([loadKinds(), ClockSign.load(), Desk.load()])
}
