// The signature oracle: what is valid here must be accepted by jose with the same key, and vice versa, except for listed differences.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cases } from '../../../checks/cases.ts'
import { algorithms } from '../algorithms/algorithms.ts'
import { verifyJws } from '../crypto/verify.ts'
import { diagnose, readContext } from '../diagnostics/diagnose.fixture.ts'
import { inspect } from '../inspect.ts'
import { readKey } from '../keys/read/read-key.ts'
import { withContent } from '../token/detached-content.ts'
import { jwsCase, type JwsCase } from './jws-cases.fixture.ts'
import { LENIENT, STRICTER, type JwsAnswer } from './jws-differences.fixture.ts'
import { HAS_ML_DSA, judgeJws, judgeOf } from './jws-judge.fixture.ts'
import { KEYS } from './keys.fixture.ts'

async function ours({ text, jwks, content, isSet }: JwsCase): Promise<JwsAnswer> {
  const inspection = inspect(text)
  const { token } = inspection
  if (token?.object?.kind !== 'jws') return { state: 'no JWS', each: [], problems: [], errors: [] }
  const jws = content === undefined ? token.object : withContent(token.object, new TextEncoder().encode(content))
  const { alg } = token.header
  const reading = await readKey(JSON.stringify(isSet ? { keys: jwks } : jwks[0]), alg === undefined ? {} : { alg })
  const verification = await verifyJws(jws, reading)
  const { state, each } = verification
  const context = readContext(inspection, { now: 1_795_000_000, leeway: 0, reading, verification })
  const findings = context && (state === 'valid' || state === 'partial') ? diagnose(context) : []
  return {
    state,
    each: each.map((one) =>
      'reason' in one ? `${one.state} ${one.reason}` : one.state === 'key-problem' ? `${one.state} ${one.problem.id}` : one.state,
    ),
    problems: token.readings === 'one' ? [] : token.readings.problems.map(({ kind }) => kind),
    errors: findings.filter(({ severity }) => severity === 'error').map(({ rule }) => rule),
  }
}

/** The token without its surrounding text. */
function tokenIn(text: string): string {
  const span = inspect(text).token?.span
  return span ? text.slice(span.from, span.to) : text
}

const judged = (one: JwsCase) => judgeJws({ ...one, text: tokenIn(one.text) })

/** The case without any of the listed differences for which the page reports an error. */
const mended = (one: JwsCase, { errors }: JwsAnswer) =>
  LENIENT.filter(({ rule }) => errors.includes(rule)).reduce((so, { mend }) => mend(so), one)

describe('a listed difference', () => {
  it.each(LENIENT)('valid here: $reason', async ({ example, rule, mend }) => {
    const answer = await ours(example)
    expect(answer).toMatchObject({ state: 'valid', errors: expect.arrayContaining([rule]) as string[] })
    expect(await judged(example)).not.toBe('all')
    expect(await judged(mend(example))).toBe('all')
  })

  it.each(STRICTER)('rejected here: $reason', async ({ example, applies }) => {
    const answer = await ours(example)
    expect(answer.state).not.toBe('valid')
    expect(applies(answer)).toBe(true)
    expect(await judged(example)).not.toBe('none')
  })
})

it('asks about every algorithm, and has a judge for each except ML-DSA if Node lacks it', () => {
  const asked = new Set(KEYS.flatMap(({ algs }) => algs))
  expect(asked).toEqual(new Set(algorithms.flatMap(({ name, family }) => (family === 'none' ? [] : [name]))))
  const without = KEYS.flatMap(({ algs, jwk }) => algs.filter((alg) => judgeOf(alg, jwk['crv']) === 'nobody'))
  expect(without).toEqual(HAS_ML_DSA ? [] : ['ML-DSA-44', 'ML-DSA-65', 'ML-DSA-87'])
})

it('calls nothing valid that jose rejects, and rejects nothing that jose accepts, except as listed', async () => {
  let [tried, valid] = [0, 0]
  await fc.assert(
    fc.asyncProperty(jwsCase, async (one) => {
      tried++
      const [answer, verdict] = await Promise.all([ours(one), judged(one)])
      const { state, errors } = answer
      if (state === 'valid') valid++
      if (state === 'valid' || state === 'partial') {
        const enough = state === 'valid' ? ['all'] : ['some', 'all']
        if (!enough.includes(verdict))
          expect(enough, `${state} here, jose accepts ${verdict}; errors: ${errors.join()}`).toContain(await judged(mended(one, answer)))
      }
      if (verdict !== 'none' && state !== 'valid') {
        const known = STRICTER.some(({ applies }) => applies(answer))
        expect(known, `${state} here (${answer.each.join()}; ${answer.problems.join()}), jose accepts ${verdict}`).toBe(true)
      }
    }),
    cases(300),
  )
  expect(valid).toBeGreaterThan(tried / 20)
  // oxlint-disable-next-line no-console -- the number of cases is worth knowing
  console.log(`The oracle asked about ${tried} signed tokens; ${valid} were valid.`)
})
