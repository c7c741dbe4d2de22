// Chooses the lessons and RFC sections to read next, depending on the token.
import type { Token } from '../../core/token/token.ts'
import { takesSecret } from '../../core/algorithms/algorithms.ts'
import type { Check } from '../../session/answers/check.ts'

export interface Onward {
  readonly text: string
  /** A fragment of this page, or a section at the RFC Editor. */
  readonly href: string
}

/** The titles of lessons by their identifiers, copied here so that the lessons' own code loads only when one is opened. */
export const LESSONS_NAMED = {
  'three-parts': 'Three parts, two dots',
  'make-yourself-admin': 'Make yourself admin',
  'two-kinds-of-keys': 'Two kinds of keys',
  'leaked-secret': 'The secret that leaked',
  'careless-server': 'Lab 1: no signature at all',
  'key-of-ones-own': 'Lab 3: a key of your own',
  'fifteen-minutes': 'Fifteen minutes',
  'when-it-must-be-secret': 'When it must be secret: JWE',
} as const
type Named = keyof typeof LESSONS_NAMED

const lesson = (id: Named): Onward => ({ text: `Lesson: ${LESSONS_NAMED[id]}`, href: `#/learn/${id}` })
const clause = (text: string, number: number, section: string): Onward => ({
  text: `${text}: RFC ${number} section ${section}`,
  href: `https://www.rfc-editor.org/rfc/rfc${number}#section-${section}`,
})

/** Three or four links, the most relevant first. */
export function nextOf(token: Token, check: Check | undefined): readonly Onward[] {
  const { header, object, sdJwt } = token
  if (!object || !token.wellFormed) return [lesson('three-parts'), clause('The format of a token', 7515, '3.1')]
  if (object.kind === 'jwe') return [lesson('when-it-must-be-secret'), clause('The parts of a JWE', 7516, '3'), lesson('three-parts')]
  const { verification, facts } = check ?? {}
  const hasKey = ['jwk', 'jku', 'x5c', 'x5u'].some((parameter) => header.parameters.has(parameter))
  return [
    ...(header.alg === 'none' ? [lesson('careless-server')] : []),
    ...(verification?.state === 'mismatch' ? [lesson('make-yourself-admin')] : []),
    ...(hasKey ? [lesson('key-of-ones-own')] : []),
    ...(sdJwt ? [clause('Selective disclosure', 9901, '4')] : []),
    ...(takesSecret(header.alg) ? [lesson('leaked-secret')] : header.alg === 'none' ? [] : [lesson('two-kinds-of-keys')]),
    ...(facts?.claims && !facts.claims.has('exp') ? [lesson('fifteen-minutes')] : []),
    clause('What a server must check', 8725, '3'),
    lesson('three-parts'),
  ].slice(0, 4)
}
