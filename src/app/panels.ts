// The panels that come with the first check.
import { loadKinds } from '../session/use-kind.ts'
import { late } from './late.ts'

export const ClockSign = late(async () => (await import('../features/time/clock-sign.tsx')).ClockSign)
export const ExpectationsPanel = late(async () => (await import('../features/expectations/expectations-panel.tsx')).ExpectationsPanel)
export const Findings = late(async () => (await import('../features/findings/findings.tsx')).Findings)
export const OtherParts = late(async () => (await import('../features/parts/other-parts.tsx')).OtherParts)
export const ProfilePanel = late(async () => (await import('../features/profile/profile-panel.tsx')).ProfilePanel)
export const SignaturePanel = late(async () => (await import('../features/signature/signature-panel.tsx')).SignaturePanel)
export const TimePanel = late(async () => (await import('../features/time/time-panel.tsx')).TimePanel)
export const WhyNot = late(async () => (await import('../features/why/why.tsx')).WhyNot)

/** Fetches them all, so that a check is not said to be done before they show what it found. */
export function loadPanels(): Promise<unknown> {
  const panels = [ClockSign, ExpectationsPanel, Findings, OtherParts, ProfilePanel, SignaturePanel, TimePanel, WhyNot]
  return Promise.all([loadKinds(), ...panels.map((panel) => panel.load())])
}
