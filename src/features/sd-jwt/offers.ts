// What the holder can present: the disclosures of the open token, and those of the pasted one that were left out of it since.
import { nestingOf, presentation, type Nesting } from '../../core/sd-jwt/present.ts'
import { processSdJwt, type SdJwtProcessing } from '../../core/sd-jwt/process.ts'
import type { Disclosure } from '../../core/token/sd-jwt.ts'
import type { Token } from '../../core/token/token.ts'

export interface Offer {
  readonly disclosure: Disclosure
  /** Its place among those that the token carries; undefined for one that is held back. */
  readonly at: number | undefined
}

export interface Offers {
  /** In the order of the token; where some are held back, in that of the pasted one. */
  readonly all: readonly Offer[]
  /** What they would be if all of them were presented; indexes count in `all`. */
  readonly processing: SdJwtProcessing
  readonly nesting: Nesting
}

/** All that can be presented of a token; undefined where it isn't an SD-JWT. `pasted` is what it was before anyone edited it. */
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

/** The token's characters with a choice of what is offered; those that were pasted, key binding included, where it comes back to them. */
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
