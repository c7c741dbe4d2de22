// Searches for the causes why a checked token doesn't verify, with everything at hand, once typing has paused. Loaded only then.
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

/** Milliseconds without input after which a search is worthwhile. */
const QUIET = 80
const MOST_OTHERS = 20

/** Milliseconds for a check and the search after it, and the least for the search if the check took them all. */
const LONGEST = 2_700
const LEAST = 300

/**
 * The check with the causes that a search found, after a pause in typing; without causes if the signal is aborted meanwhile. `began`: when
 * the check began, as `performance.now()` counts.
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

/** A search made only on request. `words` are the lines of a word list, tried after the well-known secrets. */
export type FurtherSearch =
  | { readonly what: 'published' | 'character'; readonly words?: undefined }
  | { readonly what: 'words'; readonly words: readonly string[] }

export interface FurtherFound {
  /** One line about the result, with the secret if one was found. */
  readonly said: string
  /** Puts the found secret into the key box. */
  readonly use: readonly Repair[] | undefined
  readonly report: ReportInWords | undefined
  readonly knownSecret: KnownSecret | undefined
}

/** Searches further; undefined if there is nothing to search, or if the signal was aborted. */
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
  if (!found) {
    const tried = report.tried.toLocaleString('en')
    const said =
      what === 'character' ? `None of ${tried} changes of one character makes it verify.` : `None of ${tried} secrets verifies it.`
    return { said, use: undefined, report: undefined, knownSecret: undefined }
  }
  const { where } = found.args
  return {
    said: where === undefined ? 'It verifies with one character changed.' : foundSecret(found.fix, String(where)),
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
 * The report without harmful buttons and, for several signatures, with the one it is about. A button must not turn a key inside the token
 * into the reader's own, or nothing would say anymore that it proves nothing. And a repair of one of several signatures may break another
 * one, which has the same payload and is checked with the same keys.
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

/** A key that can't be used is described already, so a report that found nothing else adds nothing. */
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
