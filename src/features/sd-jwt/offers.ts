// Lists what the holder can present: the disclosures of the open token, and those of the pasted one that were held back since.
import { nestingOf, presentation, type Nesting } from '../../core/sd-jwt/present.ts'
import { processSdJwt, type SdJwtProcessing } from '../../core/sd-jwt/process.ts'
import type { Disclosure } from '../../core/token/sd-jwt.ts'
import type { Token } from '../../core/token/token.ts'

export interface Offer {
  readonly disclosure: Disclosure
  /** Its place among the token's disclosures; undefined for one that is held back. */
  readonly at: number | undefined
}

export interface Offers {
  /** In the order of the token or, where some are held back, of the pasted one. */
  readonly all: readonly Offer[]
  /** The result if all of them were presented; its indexes refer to `all`. */
  readonly processing: SdJwtProcessing
  readonly nesting: Nesting
}

/** Everything that can be presented of a token; undefined where it isn't an SD-JWT. `pasted` is the token before any edit. */
export function offersOf(token: Token, pasted: Token | undefined): Offers | undefined {
  const { sdJwt, payload } = token
  if (!sdJwt) return undefined
  const all = merged(sdJwt.disclosures, pasted?.sdJwt?.disclosures ?? [])
  const isWhole = all.every(({ at }) => at !== undefined)
  const processing = processSdJwt(isWhole ? token : { payload, sdJwt: { ...sdJwt, disclosures: all.map(({ disclosure }) => disclosure) } })
  return processing && { all, processing, nesting: nestingOf(processing) }
}

function merged(own: readonly Disclosure[], pasted: readonly Disclosure[]): Offer[] {
  const places = new Map<string, number[]>()
  own.forEach(({ segment }, at) => {
    const known = places.get(segment.text)
    if (known) known.push(at)
    else places.set(segment.text, [at])
  })
  const taken = new Set<number>()
  const offers = pasted.map((disclosure): Offer => {
    const at = places.get(disclosure.segment.text)?.shift()
    const present = at === undefined ? undefined : own[at]
    if (at === undefined || !present) return { disclosure, at: undefined }
    taken.add(at)
    return { disclosure: present, at }
  })
  if (offers.every(({ at }) => at !== undefined)) return own.map((disclosure, at) => ({ disclosure, at }))
  return [...offers, ...own.flatMap((disclosure, at) => (taken.has(at) ? [] : [{ disclosure, at }]))]
}

/** The token's characters with the chosen disclosures; the pasted ones, key binding included, where the choice is the same again. */
export function presented(token: Token, pasted: Token | undefined, { all }: Offers, chosen: ReadonlySet<number>): string {
  const made = presentation(
    token,
    all.flatMap(({ disclosure }, i) => (chosen.has(i) ? [disclosure.segment.text] : [])),
  )
  const before = pasted?.sdJwt && presentation(pasted, textsOf(pasted.sdJwt.disclosures))
  return pasted && made === before ? pasted.compact : made
}

function textsOf(disclosures: readonly Disclosure[]): string[] {
  return disclosures.map(({ segment }) => segment.text)
}
