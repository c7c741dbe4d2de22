// What the empty page does not need: what stands under the token, the desk beside it, and the sign of a moved clock. They come with the first check.
import { loadVerdictWords } from '../features/verdict/verdict-words.ts'
import { late } from './late.ts'

export const ClockSign = late(async () => (await import('../features/time/clock-sign.tsx')).ClockSign)
export const TokenAbout = late(async () => (await import('../features/token/token-about.tsx')).TokenAbout)
export const TokenLights = late(async () => (await import('../features/token/token-lights.tsx')).TokenLights)
export const OpenSheet = late(async () => (await import('./sheets.tsx')).OpenSheet)
export const Desk = late(async () => (await import('./desk.tsx')).Desk)

/** Fetches them, so that a check is not said to be done before they show what it found. Rejects where one cannot be had. */
export function loadPanels(): Promise<unknown> {
  return Promise.all([ClockSign.load(), TokenAbout.load(), TokenLights.load(), Desk.load(), loadVerdictWords()])
}
