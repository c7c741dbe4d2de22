// Why the state's token does not verify: the search for causes with everything at hand, once the typing has paused. Loaded only then.
import type { CauseContext, CauseReport } from '../../core/causes/cause/cause.ts'
import { findCauses, findOneCharacter, findPublishedSecret } from '../../core/causes/index.ts'
import { reportInWords, type ReportInWords } from '../../core/causes/wording.ts'
import { readToken } from '../../core/inspect.ts'
import type { KeyReading } from '../../core/keys/key-material.ts'
import type { Verification } from '../../core/crypto/verification.ts'
import { derive } from '../state/derived.ts'
import { verifiedTokens } from './earlier-tokens.ts'
import { currentJws, inspectPaste, isDetached } from '../state/opened-token.ts'
import type { State } from '../state/state.ts'
import { usedKey } from '../state/used-key.ts'

/** Milliseconds without input after which a search is worth its while. */
const QUIET = 80
const MOST_OTHERS = 20

/** Waits for quiet, then searches; undefined where the state has changed meanwhile. */
export async function explain(
  state: State,
  reading: KeyReading,
  verification: Verification,
  signal: AbortSignal,
  until: number,
): Promise<ReportInWords | undefined> {
  await new Promise((resolve) => setTimeout(resolve, QUIET))
  const context = signal.aborted ? undefined : contextOf(state, reading, verification)
  if (!context) return undefined
  const report = await findCauses(context, { signal, until })
  if (signal.aborted || isNoNews(report, verification)) return undefined
  return ownKeyOnly(state, reportInWords(report, verification.state !== 'key-problem'))
}

/** Searches that are made only when asked for. */
export async function lookFurther(
  what: 'published' | 'character',
  state: State,
  reading: KeyReading,
  verification: Verification,
  signal: AbortSignal,
): Promise<ReportInWords | undefined> {
  const context = contextOf(state, reading, verification)
  if (!context) return undefined
  const report = await (what === 'published' ? findPublishedSecret : findOneCharacter)(context, { signal })
  return signal.aborted ? undefined : ownKeyOnly(state, reportInWords(report))
}

/** A key that the token brought along must not become the reader's own by a press: nothing would say any more that it proves nothing. */
function ownKeyOnly(state: State, report: ReportInWords): ReportInWords {
  const changesKey = report.button?.repairs.some((repair) => repair.do === 'set-key') === true
  return changesKey && usedKey(state).source === 'token' ? { ...report, button: undefined } : report
}

/** A key that cannot be used is described already; that nothing else was found says no more. */
function isNoNews({ held }: CauseReport, { state }: Verification): boolean {
  return state === 'key-problem' && held.some((each) => each.id === 'none-fits')
}

function contextOf(state: State, reading: KeyReading, verification: Verification): CauseContext | undefined {
  const { inspection } = derive(state)
  const { token, found, index } = inspection
  const jws = currentJws(state)
  const answer = verification.each[verification.answered]
  if (!token || !jws || !answer) return undefined
  const used = usedKey(state)
  const pasted = inspectPaste(state.pasted).token
  const others = found
    .filter((_, i) => i !== index)
    .slice(0, MOST_OTHERS)
    .map(readToken)
  return {
    token,
    signature: jws.signatures[verification.answered] ?? jws.signatures[0],
    payload: jws.payload,
    detached: isDetached(state),
    text: state.text,
    reading,
    keyText: used.text,
    secretEncoding: used.secretEncoding,
    keyIssuer: state.fetched?.text === used.text ? state.fetched.issuer : undefined,
    verification: answer,
    pasted: pasted?.compact === token.compact ? undefined : pasted,
    others: [...others, ...verifiedTokens().filter((earlier) => earlier.compact !== token.compact)],
    now: Math.floor(Date.now() / 1000),
  }
}
