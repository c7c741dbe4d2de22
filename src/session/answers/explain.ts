// Why the state's token does not verify: the search for causes with everything at hand, once the typing has paused. Loaded only then.
import type { CauseContext, CauseReport } from '../../core/causes/cause/cause.ts'
import { findCauses, findOneCharacter, findPublishedSecret } from '../../core/causes/index.ts'
import type { SearchOptions } from '../../core/causes/search.ts'
import { reportInWords, type ReportInWords } from '../../core/causes/wording.ts'
import { readToken } from '../../core/inspect.ts'
import type { KeyReading } from '../../core/keys/key-material.ts'
import type { Verification } from '../../core/crypto/verification.ts'
import type { KnownSecret } from '../state/standpoint.ts'
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
): Promise<ReportInWords | undefined> {
  await new Promise((resolve) => setTimeout(resolve, QUIET))
  const context = signal.aborted ? undefined : contextOf(state, reading, verification)
  if (!context) return undefined
  const report = await findCauses(context, { signal })
  if (signal.aborted || isNoNews(report, verification)) return undefined
  return ownKeyOnly(state, reportInWords(report, verification.state !== 'key-problem'))
}

/** A search that is made only when asked for. `words` are the lines of a word list, tried after the secrets that are known here. */
export type FurtherSearch =
  | { readonly what: 'published' | 'character'; readonly words?: undefined }
  | { readonly what: 'words'; readonly words: readonly string[] }

/** A state with what the check of it found. */
interface Searched {
  readonly state: State
  readonly reading: KeyReading
  readonly verification: Verification | undefined
}

export interface FurtherFound {
  /** One line about it, never with a secret from a word list. */
  readonly said: string
  readonly report: ReportInWords | undefined
  readonly knownSecret: KnownSecret | undefined
}

/** Searches further; undefined where there is nothing to search, or the signal was aborted. */
export async function lookFurther(
  { what, words }: FurtherSearch,
  { state, reading, verification }: Searched,
  options: SearchOptions,
): Promise<FurtherFound | undefined> {
  const context = verification && contextOf(state, reading, verification)
  if (!context) return undefined
  const report = await (what === 'character' ? findOneCharacter(context, options) : findPublishedSecret({ ...context, words }, options))
  if (options.signal?.aborted) return undefined
  const found = report.held.find((each) => each.proof)
  if (!found) return { said: `None of ${report.tried.toLocaleString('en')} fits.`, report: undefined, knownSecret: undefined }
  const { where } = found.args
  return {
    said: where === undefined ? 'It fits.' : `It fits: ${where}.`,
    report: ownKeyOnly(state, reportInWords(report)),
    knownSecret: where === undefined ? undefined : { of: context.token.compact, where: String(where) },
  }
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
