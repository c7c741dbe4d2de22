// The encryption oracle: what opens here must open in jose to the same bytes with the same key, and vice versa, except for listed differences.
import { Buffer } from 'node:buffer'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cases } from '../../../checks/cases.ts'
import { decryptJwe } from '../crypto/decrypt.ts'
import { diagnose, readContext } from '../diagnostics/diagnose.fixture.ts'
import { inspect } from '../inspect.ts'
import { readKey } from '../keys/read/read-key.ts'
import { ALGS, encrypted, jweCase, keysFor } from './jwe-cases.fixture.ts'
import { LENIENT, STRICTER, type JweAnswer } from './jwe-differences.fixture.ts'
import { type JweCase, judgeJwe } from './jwe-judge.fixture.ts'
import { ENC } from './node-jwe.fixture.ts'

async function ours({ text, jwks, isSet }: JweCase): Promise<JweAnswer> {
  const inspection = inspect(text)
  const { token } = inspection
  if (token?.object?.kind !== 'jwe') return { state: 'no JWE', problems: [], errors: [] }
  const { alg } = token.header
  const reading = await readKey(JSON.stringify(isSet ? { keys: jwks } : jwks[0]), alg === undefined ? {} : { alg })
  const decryption = await decryptJwe(token.object, reading)
  const isOpen = decryption.state === 'decrypted'
  const context = isOpen ? readContext(inspection, { now: 1_795_000_000, leeway: 0, reading, decryption }) : undefined
  return {
    state: 'reason' in decryption ? `${decryption.state} ${decryption.reason}` : decryption.state,
    plaintext: isOpen ? Buffer.from(decryption.plaintext) : undefined,
    problems: token.readings === 'one' ? [] : token.readings.problems.map(({ kind }) => kind),
    errors: context ? diagnose(context).flatMap(({ severity, rule }) => (severity === 'error' ? [rule] : [])) : [],
  }
}

/** The token without its surrounding text. */
function tokenIn(text: string): string {
  const span = inspect(text).token?.span
  return span ? text.slice(span.from, span.to) : text
}

const judged = (one: JweCase) => judgeJwe({ ...one, text: tokenIn(one.text) })

describe('a listed difference', () => {
  it.each(LENIENT)('opens here: $reason', async ({ example, rule, mend }) => {
    const answer = await ours(example)
    expect(answer).toMatchObject({ state: 'decrypted', errors: expect.arrayContaining([rule]) as string[] })
    expect(await judged(example)).toBeUndefined()
    if (mend) expect(await judged(mend(example))).toEqual(answer.plaintext)
  })

  it.each(STRICTER)('rejected here: $reason', async ({ example, applies }) => {
    const answer = await ours(example)
    expect(answer.plaintext).toBeUndefined()
    expect(applies(answer)).toBe(true)
    expect(await judged(example)).toBeInstanceOf(Buffer)
  })
})

it.each(ALGS)('%s opens here as it does for the judge, on every curve and with every "enc"', async (alg) => {
  for (const enc of Object.keys(ENC)) {
    for (const key of keysFor(alg, enc).keys()) {
      const { text, jwks } = encrypted({ recipients: [{ alg, key }], enc })
      const one = { text, jwks, nodeRsa: alg.startsWith('RSA') }
      expect([(await ours(one)).plaintext, await judged(one)].map(String)).toEqual(['text', 'text'])
    }
  }
})

it('opens only what jose opens to the same bytes, and rejects nothing that jose opens, except as listed', async () => {
  let [tried, opened] = [0, 0]
  await fc.assert(
    fc.asyncProperty(jweCase, async (one) => {
      tried++
      const [answer, theirs] = await Promise.all([ours(one), judged(one)])
      const { plaintext, errors } = answer
      if (plaintext) {
        opened++
        if (theirs) expect(theirs).toEqual(plaintext)
        if (theirs) return
        const listed = LENIENT.filter(({ rule }) => errors.includes(rule))
        const mended = listed.reduce((so, { mend }) => mend?.(so) ?? so, one)
        const known = listed.some(({ mend }) => !mend) || (await judged(mended))?.equals(plaintext)
        expect(known, `opens here but not in jose; errors: ${errors.join()}`).toBe(true)
      } else if (theirs) {
        const known = STRICTER.some(({ applies }) => applies(answer))
        expect(known, `${answer.state} here (${answer.problems.join()}), opened by jose`).toBe(true)
      }
    }),
    cases(300),
  )
  expect(opened).toBeGreaterThan(tried / 20)
  // oxlint-disable-next-line no-console -- the number of cases is worth knowing
  console.log(`The oracle asked about ${tried} encrypted tokens; ${opened} opened.`)
})
