// The verdict and its gates for what is shown, at this moment.
import { readTime } from '../../core/claims/claims-set.ts'
import type { ExpectationResult } from '../../core/expectations/result.ts'
import { useCryptography } from '../../platform/use-cryptography.ts'
import { useAtInstant, useClock, useTense } from '../../session/react/use-clock.ts'
import { useJudgement } from '../../session/react/use-judgement.ts'
import { useCheck, useClaims, useSession } from '../../session/react/use-session.ts'
import { contentBytes } from '../../session/state/opened-token.ts'
import { spokenCheck } from '../../session/store/progress.ts'
import { gatesOf, type Facts, type Gate } from './gates.ts'
import type { VerdictWords } from './sentence.ts'
import { CHECKING, FAILED, WELCOME, WELCOME_WITHOUT_CRYPTOGRAPHY } from './verdict-unchecked.ts'
import { useVerdictWords } from './verdict-words.ts'

const NONE: readonly ExpectationResult[] = []

interface ShownVerdict {
  readonly verdict: VerdictWords
  readonly gates: readonly Gate[]
  /** Nothing on the page is worth a verdict. */
  readonly isBlank: boolean
}

/** Follows the session and the clock. `empty`: the desk isn't open. */
export function useVerdict(empty: boolean): ShownVerdict {
  const token = useSession((_, derived) => derived.inspection.token)
  const claims = useClaims()
  const edits = useSession((_, derived) => derived.edits)
  const progress = useSession((snapshot) => snapshot.progress)
  const cryptography = useCryptography()
  const spoken = spokenCheck(progress)
  const verification = spoken?.verification
  const decryption = spoken?.decryption
  const keyBinding = spoken?.facts?.keyBinding?.state
  const expectationsFrom = useSession(({ viewpoint }) => viewpoint.expectationsFrom)
  const text = useSession(({ state }) => state.text)
  // The empty page may hold text that isn't worth opening the desk for. The sentence then says so.
  const isBlank = empty && text.trim().length < 3
  const tokenOrigin = useSession(({ state }) => state.origin)
  const layer = useSession(({ state }) => state.outer.at(-1))
  const inside = spoken?.inside
  const content = useSession(({ state }) => contentBytes(state) !== undefined)
  const contentChanged = useSession(({ state }) => state.plaintext !== undefined)
  const cause = useCheck(({ causes }) => (causes?.sure !== undefined ? causes.sentence : undefined))
  const findings = useJudgement((judgement) => judgement.findings)
  const kindNeedsNoEnd = useJudgement(({ kind }) => kind?.needsNoEnd) ?? false
  const worst = findings?.[0]?.words.message.replace(/`([^`]*)`/g, '“$1”')
  const expected = useJudgement(({ expectations }) => expectations) ?? NONE
  const along = useJudgement(({ along }) => along.results)
  const { moved, leeway } = useClock()
  const tense = useTense(moved)
  const verdictOf = useVerdictWords()
  const words = useAtInstant((now) => {
    const facts: Facts = {
      token,
      progress,
      cryptography,
      verification,
      decryption,
      keyBinding,
      inside: inside && { verification: inside.verification, time: readTime(inside.claims, now, leeway) },
      around: layer && { ...layer.around, keyOrigin: layer.keyOrigin },
      key: spoken?.key,
      tokenOrigin,
      expectationsFrom,
      content,
      contentChanged,
      cause,
      time: readTime(claims, now, leeway),
      kindNeedsNoEnd,
      findings,
      worst,
      expected,
      ...(along && { along }),
      now,
      moved: tense,
      leeway,
    }
    const awaited = progress.at === 'failed' ? FAILED[progress.failure] : CHECKING
    const welcome = cryptography ? WELCOME : WELCOME_WITHOUT_CRYPTOGRAPHY
    return { verdict: isBlank ? welcome : (verdictOf?.(facts, edits) ?? (empty ? welcome : awaited)), gates: gatesOf(facts) }
  })
  return { ...words, isBlank }
}
