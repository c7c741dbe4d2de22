// Envelope rules about ambiguous text, in which two readers would see two different tokens.
import type { ReadingProblem, ReadingProblemKind } from '../../token/readings.ts'
import type { Diagnostic } from '../rule/diagnostic.ts'
import { shown } from '../rule/shown.ts'
import { bcp, rfc } from '../rule/sources.ts'

type Wording<Id extends string> = Pick<Diagnostic, 'source' | 'message' | 'why' | 'fix'> & { readonly id: Id }

/** A rule that says every problem of one kind. The problems of other kinds have rules of their own, which see them by themselves. */
function problemRule<const Id extends string>(kind: ReadingProblemKind, wording: Wording<Id>): Diagnostic<Id> {
  return {
    ...wording,
    severity: 'error',
    *hits({ token: { readings } }) {
      if (readings === 'one') return
      for (const problem of readings.problems) if (problem.kind === kind) yield { place: problem.place, args: argsOf(problem) }
    },
  }
}

function argsOf({ name, values = ['', ''], rfc, section }: ReadingProblem): Record<string, string> {
  return { name: shown(name, 40), first: shown(values[0], 40), second: shown(values[1], 40), clause: `RFC ${rfc} section ${section}` }
}

/** What each member must be; everything else is a list. */
const MUST_BE: Readonly<Record<string, string>> = {
  signatures: 'a list of JSON objects',
  recipients: 'a list of JSON objects',
  header: 'a JSON object',
  unprotected: 'a JSON object',
}

export const envelopeReading = [
  problemRule('member-type', {
    id: 'env-member-type',
    source: [rfc(7515, '7.2.1'), rfc(7516, '7.2.1')],
    message: ({ name, clause }) => `\`${name}\` must be ${MUST_BE[String(name)] ?? 'a string'} (${clause}).`,
    why: 'Some libraries skip a member of the wrong type and some convert it, so they verify different things.',
    fix: 'Reject it. Check the type of every member before you verify.',
  }),
  problemRule('member-empty', {
    id: 'env-member-empty',
    source: [rfc(7515, '7.2.1'), rfc(7516, '7.2.1')],
    message: ({ name, clause }) => `\`${name}\` is empty. A member without a value must be absent (${clause}).`,
    why: 'An empty member and an absent one can lead to different bytes being signed or authenticated.',
    fix: 'Leave the member out.',
  }),
  problemRule('member-twice', {
    id: 'env-member-twice',
    source: [rfc(7515, '7.2.1'), rfc(7516, '7.2.1'), bcp('3.14')],
    message: ({ name, first, second, clause }) =>
      `\`${name}\` appears twice, as \`${first}\` and as \`${second}\`: parsers disagree about which one counts (${clause}).`,
    why: 'One parser takes the first and another the last, so the verifier can see a different token from the service that uses it.',
    fix: 'Reject it. Use a parser that rejects duplicate members.',
  }),
  problemRule('two-headers', {
    id: 'env-two-headers',
    source: [rfc(7515, '7.2.1'), rfc(7516, '7.2.1')],
    message: ({ name, first, second, clause }) =>
      `\`${name}\` is in two headers, as \`${first}\` and as \`${second}\`. A name must be in only one of them (${clause}).`,
    why: 'The unprotected header is not signed. A library that lets it override the protected one lets anyone choose the value.',
    fix: 'Reject it. Keep the name in the protected header only.',
  }),
  problemRule('two-forms', {
    id: 'env-two-forms',
    source: [rfc(7515, '7.2.2'), rfc(7516, '7.2.2')],
    message: ({ name, clause }) => `\`${name}\` belongs to a different serialization from the other members (${clause}).`,
    why: 'One library reads it as one form and another library as the other, so they verify different tokens.',
    fix: 'Reject it. Use either the flattened or the general form.',
  }),
  problemRule('direct-recipient', {
    id: 'env-direct-recipient',
    source: [rfc(7516, '2'), rfc(7518, '4.5'), rfc(7518, '4.6')],
    message: ({ name, clause }) => `\`${name}\` is for a single recipient, and this token has several (${clause}).`,
    why: 'The recipient then has the content key from elsewhere, so the content is for that recipient alone. Strict libraries reject such a token.',
    fix: 'Use an algorithm that encrypts the content key to each recipient.',
  }),
  problemRule('b64-differs', {
    id: 'b64-differs',
    source: [rfc(7797, '3')],
    message: ({ clause }) => `The signatures disagree about \`b64\`. It must be the same for all of them (${clause}).`,
    why: 'One signature covers the payload as it is and another its decoded bytes, so they sign different contents.',
    fix: 'Sign with the same `b64` in every protected header.',
  }),
  problemRule('b64-type', {
    id: 'b64-type',
    source: [rfc(7797, '3')],
    message: ({ clause }) => `\`b64\` must be true or false (${clause}).`,
    why: 'A library that converts the value reads the payload one way, and a strict one another way.',
    fix: 'Write `"b64": false`, or leave it out.',
  }),
  problemRule('b64-unprotected', {
    id: 'b64-unprotected',
    source: [rfc(7797, '3')],
    message: ({ clause }) => `\`b64\` must be in the protected header (${clause}).`,
    why: 'Anyone who passes the token on could change how the payload is read.',
    fix: 'Move it to the protected header.',
  }),
  problemRule('segments', {
    id: 'env-segments-mixed',
    source: [rfc(7516, '9')],
    message: ({ name, clause }) =>
      name === 'JWE'
        ? `The header is that of an encrypted token (JWE), which has five parts, and this has three (${clause}).`
        : `The header is that of a signed token (JWS), which has three parts, and this has five (${clause}).`,
    why: 'Libraries tell the two apart by the header or by the number of parts, so they read different tokens.',
    fix: 'Reject it. Copy the token again from its source.',
  }),
] as const satisfies readonly Diagnostic[]
