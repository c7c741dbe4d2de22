// The part of the verdict about the reader's own service: its answer where the token isn't what it expects.
import type { Facts } from './gates.ts'
import type { Sentence, VerdictWords } from './sentence.ts'

/** The verdict where an expectation isn't met; `holds` says what is right about the token. Undefined where all are met. */
export function refusedAsUnexpected({ expected }: Facts, holds = 'The signature verifies'): VerdictWords | undefined {
  const [first, ...others] = expected.filter((each) => each.state === 'not-met')
  if (!first) return undefined
  const rest = expected.length - 1
  const more =
    others.length > 0
      ? ` ${others.length} more ${others.length === 1 ? 'expectation is' : 'expectations are'} not met.`
      : rest > 0 && expected.every((each) => each === first || each.state === 'met')
        ? ' Everything else is as you expect.'
        : ''
  return {
    sentence: [{ em: String(first.status) }, first.sentence.replace(/^\d+/, '')],
    detail: [`${holds}, and your service still rejects it (${first.clause}).${more}`],
  }
}

/** The same as an addition to a more serious verdict. */
export function unexpectedClause({ expected }: Facts): Sentence {
  const failed = expected.filter((each) => each.state === 'not-met').length
  return failed > 0 ? [` It is not what you expect either: ${failed} of ${expected.length} not met.`] : []
}

/** Says that the token is what the reader expects, as far as it was checked; undefined without expectations. */
export function asExpected({ expected, expectationsFrom }: Facts): string | undefined {
  if (expected.length === 0) return undefined
  const all = expected.every((each) => each.state === 'met')
  if (expectationsFrom === 'link') return all ? ' It is what the link expects.' : ' What could be checked is as the link expects.'
  return all ? ' It is what you expect.' : ' What could be checked is as you expect.'
}
