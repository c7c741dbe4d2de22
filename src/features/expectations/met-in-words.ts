// Words how many expectations a token meets.
import type { ExpectationResult } from '../../core/expectations/result.ts'

/** "3 of 4 met"; empty if nothing is expected. */
export function metInWords(results: readonly ExpectationResult[]): string {
  const met = results.filter((each) => each.state === 'met').length
  return results.length === 0 ? '' : `${met} of ${results.length} met`
}
