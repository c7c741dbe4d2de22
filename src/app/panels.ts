// The panels that the empty page doesn't need: the lines under the token and the verdict, and the desk. They load with the first check.
import { loadVerdictWords } from '../features/verdict/verdict-words.ts'
import { late } from './late.ts'

export const TokenAbout = late(async () => (await import('../features/token/token-about.tsx')).TokenAbout)
export const TokenLights = late(async () => (await import('../features/token/token-lights.tsx')).TokenLights)
export const OpenSheet = late(async () => (await import('./sheets.tsx')).OpenSheet)
export const FirstColumn = late(async () => (await import('./desk.tsx')).FirstColumn)
export const OtherColumn = late(async () => (await import('./desk.tsx')).OtherColumn)
export const PartsColumn = late(async () => (await import('./desk.tsx')).PartsColumn)
export const KeyColumn = late(async () => (await import('./desk.tsx')).KeyColumn)
export const WhyColumn = late(async () => (await import('./desk.tsx')).WhyColumn)
export const Disclosures = late(async () => (await import('./desk.tsx')).Disclosures)
export const VerdictActions = late(async () => (await import('./verdict-actions.tsx')).VerdictActions)

const PANELS = [VerdictActions, TokenAbout, TokenLights, FirstColumn, OtherColumn, PartsColumn, KeyColumn, WhyColumn, Disclosures]

/** The headline's main words are set in it, so it must be loaded before they appear, or the headline jumps. */
const loadItalics = () => document.fonts.load('italic 400 40px "Instrument Serif"').catch(() => {})

/** Loads them all, so that a check isn't reported as done before they show what it found. Rejects where one can't be loaded. */
export function loadPanels(): Promise<unknown> {
  return Promise.all([...PANELS.map((panel) => panel.load()), loadVerdictWords(), loadItalics()])
}
