// Recognizes a token as a case of a test fixture in the format of this page's own: `"name": …, "token": …, "expect": "accept" | "reject"`.

export interface TestCase {
  readonly name: string
  /** What a verifier must answer. */
  readonly expect: 'accept' | 'reject'
}

const BEFORE = /"name"\s{0,20}:\s{0,20}"([^"\\]{1,80})"\s{0,40},\s{0,40}"token"\s{0,20}:\s{0,20}"$/
const BEHIND = /^"\s{0,40},\s{0,40}"expect"\s{0,20}:\s{0,20}"(accept|reject)"/

/** The case whose token begins at an offset of the text; undefined if none does. */
export function caseAt(text: string, from: number): TestCase | undefined {
  const name = BEFORE.exec(text.slice(Math.max(0, from - 300), from))?.[1]
  if (name === undefined) return undefined
  const end = text.indexOf('"', from)
  const answer = end < 0 ? undefined : BEHIND.exec(text.slice(end, end + 160))?.[1]
  return answer === undefined ? undefined : { name, expect: answer as TestCase['expect'] }
}
