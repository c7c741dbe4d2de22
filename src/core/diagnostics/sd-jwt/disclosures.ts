// Rules about the disclosures of an SD-JWT: each must belong to exactly one digest that the issuer signed (RFC 9901 section 7.1).
import { processSdJwt, type DisclosureState, type ProcessedDisclosure, type SdJwtProblem } from '../../sd-jwt/process.ts'
import type { Diagnostic } from '../rule/diagnostic.ts'
import { inPayload } from '../rule/payload.ts'
import { segmentPlace } from '../rule/parts.ts'
import { shown } from '../rule/shown.ts'
import { rfc } from '../rule/sources.ts'
import type { JsonNode } from '../../text/json.ts'
import { repeatedMembers } from '../../token/readings.ts'

type Wording<Id extends string> = Pick<Diagnostic, 'source' | 'message' | 'why' | 'fix'> & { readonly id: Id }

/** A rule that names every disclosure of one state. */
function stateRule<const Id extends string>(state: DisclosureState, wording: Wording<Id>): Diagnostic<Id> {
  return {
    ...wording,
    severity: 'error',
    *hits({ token }) {
      const processing = processSdJwt(token)
      // With a hash that is not computed here nothing is known of any of them.
      if (!processing?.hash && state !== 'malformed') return
      for (const [i, each] of (processing?.disclosures ?? []).entries()) {
        if (each.state === state) yield { place: segmentPlace(each.disclosure.segment), args: { what: whatOf(each), number: i + 1 } }
      }
    },
  }
}

/** A rule that names every problem of one kind. */
function problemRule<const Id extends string>(kind: SdJwtProblem['kind'], wording: Wording<Id>): Diagnostic<Id> {
  return {
    ...wording,
    severity: 'error',
    *hits({ token }) {
      for (const problem of processSdJwt(token)?.problems ?? []) {
        if (problem.kind === kind) yield { place: inPayload(problem.span), args: { name: shown(problem.name, 50) } }
      }
    },
  }
}

function whatOf({ disclosure: { readable, name } }: ProcessedDisclosure): string {
  if (!readable) return 'unreadable'
  return name === undefined ? 'an array element' : `\`${shown(name, 40)}\``
}

/** The first name that occurs twice in an object, at any depth of a value; undefined if none does. */
function duplicateIn(value: JsonNode | undefined): string | undefined {
  const stack = value ? [value] : []
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (node.type === 'array') for (const item of node.items) stack.push(item)
    if (node.type !== 'object') continue
    const [twice] = repeatedMembers(node.members)
    if (twice) return twice[1].name
    for (const member of node.members) stack.push(member.value)
  }
  return undefined
}

export const sdJwtDisclosures = [
  {
    id: 'sd-disclosure-duplicate-member',
    severity: 'error',
    source: [rfc(8259, '4'), rfc(9901, '7.1')],
    message: ({ number, what, name }) => `The value of disclosure ${number} (${what}) has the name \`${name}\` twice.`,
    why: 'Libraries disagree on which of the two to use, so one can check a value that another doesn’t use.',
    fix: 'Reject it. Let the issuer write each name once.',
    *hits({ token }) {
      for (const [i, each] of (processSdJwt(token)?.disclosures ?? []).entries()) {
        const name = duplicateIn(each.disclosure.value)
        if (name !== undefined)
          yield { place: segmentPlace(each.disclosure.segment), args: { what: whatOf(each), number: i + 1, name: shown(name, 40) } }
      }
    },
  },
  stateRule('unreferenced', {
    id: 'sd-disclosure-unreferenced',
    source: [rfc(9901, '7.1')],
    message: ({ number, what }) => `The issuer didn't sign disclosure ${number} (${what}): its digest is nowhere in the token.`,
    why: 'Anyone can append a disclosure. Only one whose digest is in the signed payload comes from the issuer.',
    fix: 'Reject the SD-JWT. If you present it, remove the disclosure or send the one that it is nested in.',
  }),
  stateRule('repeated', {
    id: 'sd-disclosure-repeated',
    source: [rfc(9901, '7.1')],
    message: ({ number, what }) => `Disclosure ${number} (${what}) is ambiguous: it or its digest occurs twice.`,
    why: 'A verifier must reject it: one value would represent two claims, or two copies one claim.',
    fix: 'Send every disclosure once, and use a fresh salt for every digest.',
  }),
  stateRule('malformed', {
    id: 'sd-disclosure-malformed',
    source: [rfc(9901, '4.2'), rfc(9901, '7.1')],
    message: ({ number, what }) =>
      what === 'unreadable'
        ? `Disclosure ${number} isn't a JSON array of a salt, a name and a value in base64url.`
        : `Disclosure ${number} (${what}) doesn't fit the place of its digest, or has a reserved name.`,
    why: 'A claim needs a salt, a name and a value; an array element a salt and a value. `_sd` and `...` can’t be names.',
    fix: 'Reject the SD-JWT.',
  }),
  stateRule('overwrites', {
    id: 'sd-disclosure-overwrites',
    source: [rfc(9901, '7.1')],
    message: ({ number, what }) => `Disclosure ${number} would overwrite ${what}, which already exists.`,
    why: 'A verifier that takes the disclosed value instead of the signed one can be given another issuer or another subject.',
    fix: 'Reject the SD-JWT. The issuer must not make a claim both open and selectively disclosable.',
  }),
  problemRule('digest-repeated', {
    id: 'sd-digest-repeated',
    source: [rfc(9901, '7.1')],
    message: ({ name }) => `The digest \`${name}\` is in the token twice.`,
    why: 'One disclosure would then appear in two places. A verifier must reject the SD-JWT.',
    fix: 'The issuer must use a fresh salt for every digest, decoys included.',
  }),
  problemRule('reserved-name', {
    id: 'sd-reserved-name',
    source: [rfc(9901, '4.1')],
    message: ({ name }) => `\`${name}\` is used, but not for digests.`,
    why: '`_sd` must be a list of digests, and `...` the only member of an array element. Verifiers handle anything else differently.',
    fix: 'Reject the SD-JWT. The issuer must not use the name for anything else.',
  }),
  problemRule('alg-unknown', {
    id: 'sd-alg-unknown',
    source: [rfc(9901, '4.1.1')],
    message: ({ name }) => `\`_sd_alg\` is \`${name}\`, which can't be computed here, so no disclosure could be checked.`,
    why: 'A verifier that doesn’t know the hash, or doesn’t trust it, must reject the SD-JWT.',
    fix: 'Use sha-256, which every implementation has.',
  }),
  problemRule('too-deep', {
    id: 'sd-too-deep',
    source: [rfc(9901, '7.1')],
    message: () => 'Disclosures are nested too deeply to be followed.',
    why: 'No issuer nests a thousand disclosures. A verifier may run out of memory.',
    fix: 'Reject the SD-JWT.',
  }),
] as const satisfies readonly Diagnostic[]
