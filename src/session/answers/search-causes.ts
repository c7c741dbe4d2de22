// Why a checked token does not verify: the search for causes with everything at hand, once the typing has paused. Loaded only then.
import type { CauseContext, CauseReport, Repair } from '../../core/causes/cause/cause.ts'
import { findCauses, findOneCharacter, findPublishedSecret, type CauseId } from '../../core/causes/index.ts'
import type { SearchOptions } from '../../core/causes/search.ts'
import { reportInWords, type ReportInWords } from '../../core/causes/wording.ts'
import { readToken } from '../../core/inspect.ts'
import { shown } from '../../core/text/quoted.ts'
import { derive } from '../state/derived.ts'
import { currentJws, inspectPaste, isDetached } from '../state/opened-token.ts'
import type { KnownSecret } from '../state/viewpoint.ts'
import { signatureToExplain, type Check } from './check.ts'
import { verifiedTokens } from './earlier-tokens.ts'

/** Milliseconds without input after which a search is worth its while. */
const QUIET = 80
const MOST_OTHERS = 20

/** Milliseconds from the beginning of a check to the end of the search after it, and the least for the search where the check took them. */
const LONGEST = 2_700
const LEAST = 300

/**
 * The check with the causes that a search found, once it is quiet; without any where the signal is aborted meanwhile. `began`: when the
 * check did, as `performance.now()` counts.
 */
export async function explained(check: Check, signal: AbortSignal, began = performance.now()): Promise<Check> {
  return { ...check, causes: await searchCauses(check, signal, began) }
}

async function searchCauses(check: Check, signal: AbortSignal, began: number): Promise<ReportInWords | undefined> {
  await new Promise((resolve) => setTimeout(resolve, QUIET))
  const context = signal.aborted ? undefined : contextOf(check)
  if (!context) return undefined
  const report = await findCauses(context, { signal, until: Math.max(began + LONGEST, performance.now() + LEAST) })
  if (signal.aborted || isNoNews(report, context)) return undefined
  return safeOnly(check, context, reportInWords(report, context.verification.state !== 'key-problem'))
}

/** A search that is made only when asked for. `words` are the lines of a word list, tried after the secrets that are known here. */
export type FurtherSearch =
  | { readonly what: 'published' | 'character'; readonly words?: undefined }
  | { readonly what: 'words'; readonly words: readonly string[] }

export interface FurtherFound {
  /** One line about it, with the secret where one was found. */
  readonly said: string
  /** Puts the secret that was found into the key box. */
  readonly use: readonly Repair[] | undefined
  readonly report: ReportInWords | undefined
  readonly knownSecret: KnownSecret | undefined
}

/** Searches further; undefined where there is nothing to search, or the signal was aborted. */
export async function searchFurther(
  { what, words }: FurtherSearch,
  check: Check,
  options: SearchOptions,
): Promise<FurtherFound | undefined> {
  const context = contextOf(check)
  if (!context) return undefined
  const report = await (what === 'character' ? findOneCharacter(context, options) : findPublishedSecret({ ...context, words }, options))
  if (options.signal?.aborted) return undefined
  const found = report.held.find((each) => each.proof)
  if (!found)
    return { said: `None of ${report.tried.toLocaleString('en')} fits.`, use: undefined, report: undefined, knownSecret: undefined }
  const { where } = found.args
  return {
    said: where === undefined ? 'It fits.' : foundSecret(found.fix, String(where)),
    use: where === undefined ? undefined : found.fix,
    report: safeOnly(check, context, reportInWords(report)),
    knownSecret: where === undefined ? undefined : { of: context.token.compact, where: String(where) },
  }
}

function foundSecret(fix: readonly Repair[] | undefined, where: string): string {
  const use = fix?.[0]
  const place = where.replace(/^the one /, '')
  return use?.do === 'set-key' ? `Found: \`${shown(use.key, 80)}\` (${place}).` : `Found: the secret is empty (${place}).`
}

/**
 * The report without harmful buttons and, for several signatures, with the one it is about. A key inside the token
 * must not become the reader's own by a press: nothing would say any more that it proves nothing. And what mends one of several
 * signatures may break another, which has the same payload and is checked with the same keys.
 */
function safeOnly({ key, verification }: Check, context: CauseContext, report: ReportInWords): ReportInWords {
  const changesKey = report.button?.repairs.some((repair) => repair.do === 'set-key') === true
  const each = verification?.each ?? []
  const several = each.length > 1
  return {
    ...report,
    ...(several ? { verdict: `Signature ${each.indexOf(context.verification) + 1}: ${report.verdict}` } : {}),
    button: several || (changesKey && key.from === 'token') ? undefined : report.button,
  }
}

/** A key that cannot be used is described already; that nothing else was found says no more. */
function isNoNews({ held }: CauseReport, { verification }: CauseContext): boolean {
  return verification.state === 'key-problem' && held.some((each) => each.id === ('none-fits' satisfies CauseId))
}

function contextOf({ state, key, reading, verification }: Check): CauseContext | undefined {
  const { token, found, index: open } = derive(state).inspection
  const jws = currentJws(state)
  if (!token || !jws || !verification) return undefined
  const index = signatureToExplain(verification) ?? verification.answered
  const [answer, signature] = [verification.each[index], jws.signatures[index]]
  if (!answer || !signature) return undefined
  const pasted = inspectPaste(state.pasted).token
  const others = found
    .filter((_, i) => i !== open)
    .slice(0, MOST_OTHERS)
    .map(readToken)
  return {
    token,
    signature,
    payload: jws.payload,
    detached: isDetached(state),
    text: state.text,
    reading,
    keyText: key.text,
    secretEncoding: key.from === 'box' ? key.secretEncoding : 'utf8',
    keyIssuer: key.from === 'box' && key.origin.from === 'fetched' ? key.origin.issuer : undefined,
    verification: answer,
    pasted: pasted?.compact === token.compact ? undefined : pasted,
    others: [...others, ...verifiedTokens().filter((earlier) => earlier.compact !== token.compact)],
  }
}
