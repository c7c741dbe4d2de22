// Generates unusual JSON for tests, with duplicates, escapes, every form of number, and any whitespace between tokens.
import fc from 'fast-check'

const number = fc.constantFrom('0', '-0', '1.0', '1e2', '1E+2', '-12.50', '9007199254740993', '1e999', '123456789012345678901234567890')
const string = fc.oneof(
  fc.constantFrom(
    '""',
    '"\\u0041"',
    '"a b"',
    '"{,:[ ]}"',
    '"\\\\"',
    '"\\"\\\\\\""',
    '"\\n"',
    '"\\/"',
    '"é 日本 🔑"',
    '"\\ud800"',
    '"\u2028"',
  ),
  fc.string({ unit: 'binary' }).map((text) => JSON.stringify(text)),
)

/** JSON as a list of its tokens. */
const { value: tokens } = fc.letrec<{ value: string[] }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.oneof(number, string, fc.constantFrom('true', 'false', 'null')).map((token) => [token]),
    fc.array(tie('value'), { maxLength: 4 }).map((items) => ['[', ...items.flatMap((item, i) => (i > 0 ? [',', ...item] : item)), ']']),
    fc
      .array(fc.tuple(string, tie('value')), { maxLength: 4 })
      .map((members) => ['{', ...members.flatMap(([name, value], i) => [...(i > 0 ? [','] : []), name, ':', ...value]), '}']),
  ),
}))

/** JSON without whitespace between its tokens. */
export const compactText = tokens.map((each) => each.join(''))

const whitespace = fc.constantFrom('', '', ' ', '  ', '\n', '\r\n\t', '\n    ')

/** JSON with different whitespace around each token. */
export const spacedText = tokens.chain((each) =>
  fc
    .array(whitespace, { minLength: each.length + 1, maxLength: each.length + 1 })
    .map((gaps) => gaps.map((gap, i) => gap + (each[i] ?? '')).join('')),
)
