// What the empty page does not need: what stands under the token, the desk beside it, and the lines under the verdict. They come with the first check.
import { loadVerdictWords } from '../features/verdict/verdict-words.ts'
import { late } from './late.ts'

export const ClockSign = late(async () => (await import('../features/time/clock-sign.tsx')).ClockSign)
export const ServiceLine = late(async () => (await import('../features/expectations/service-line.tsx')).ServiceLine)
export const TakeAlong = late(async () => (await import('./take-along.tsx')).TakeAlong)
export const TokenAbout = late(async () => (await import('../features/token/token-about.tsx')).TokenAbout)
export const TokenLights = late(async () => (await import('../features/token/token-lights.tsx')).TokenLights)
export const OpenSheet = late(async () => (await import('./sheets.tsx')).OpenSheet)
export const FirstColumn = late(async () => (await import('./desk.tsx')).FirstColumn)
export const OtherColumn = late(async () => (await import('./desk.tsx')).OtherColumn)
export const PartsColumn = late(async () => (await import('./desk.tsx')).PartsColumn)
export const KeyColumn = late(async () => (await import('./desk.tsx')).KeyColumn)
export const WhyColumn = late(async () => (await import('./desk.tsx')).WhyColumn)
export const Disclosures = late(async () => (await import('./desk.tsx')).Disclosures)

const PANELS = [
  ClockSign,
  ServiceLine,
  TakeAlong,
  TokenAbout,
  TokenLights,
  FirstColumn,
  OtherColumn,
  PartsColumn,
  KeyColumn,
  WhyColumn,
  Disclosures,
]

/** The words that matter are set in it: it must be there before they are, or the headline jumps. */
const loadItalics = () => document.fonts.load('italic 400 40px "Instrument Serif"').catch(() => {})

/** Fetches them, so that a check is not said to be done before they show what it found. Rejects where one cannot be had. */
export function loadPanels(): Promise<unknown> {
  return Promise.all([...PANELS.map((panel) => panel.load()), loadVerdictWords(), loadItalics()])
}
