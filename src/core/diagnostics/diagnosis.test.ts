// A diagnosis that is reused over time, or run in steps, gives the same findings as a fresh one.
import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { cases } from '../../../checks/cases.ts'
import { vectorCases } from '../vectors/vector.fixture.ts'
import { diagnosisOf, DIAGNOSTICS, gateOfRule } from './index.ts'
import { CLAIMS, contextOf, jws } from './token.fixture.ts'
import { diagnose } from './diagnose.fixture.ts'

const around = [CLAIMS.iat - 100, CLAIMS.iat + 1, CLAIMS.exp - 1, CLAIMS.exp, CLAIMS.exp + 1e8]

describe('a gate', () => {
  it('has every rule of the catalog, each in one', () => {
    for (const id of DIAGNOSTICS.keys()) expect(['structure', 'signature', 'time', 'claims'], id).toContain(gateOfRule(id))
  })

  it.each([
    ['alg-none', 'signature'],
    ['json-control-bidi', 'structure'],
    ['sig-valid-weak', 'signature'],
    ['exp-expired', 'time'],
    ['claim-miscased', 'claims'],
  ] as const)('counts %s where it belongs: %s', (rule, gate) => expect(gateOfRule(rule)).toBe(gate))
})

describe('a diagnosis', () => {
  it('follows the clock', () => {
    const diagnosis = diagnosisOf(contextOf(jws())!)
    const expired = around.map((now) => diagnosis.at(now).some(({ rule }) => rule === 'exp-expired'))
    expect(expired).toEqual([false, false, false, true, true])
  })

  it('gives the same findings at any time as a fresh one', () => {
    const texts = ['vendors', 'oauth-oidc'].flatMap((file) => vectorCases(file).flatMap(({ token }) => (token ? [token] : [])))
    expect(texts.length).toBeGreaterThan(50)
    for (const text of texts) {
      const context = contextOf(text)
      if (!context) continue
      const diagnosis = diagnosisOf(context)
      fc.assert(
        fc.property(fc.integer({ min: 1_000_000_000, max: 2_500_000_000 }), (now) => {
          expect(diagnosis.at(now)).toEqual(diagnose({ ...context, now }))
        }),
        cases(4),
      )
    }
  })

  it('runs rules that do not look at the clock only once', () => {
    const rule = DIAGNOSTICS.get('json-duplicate-member')!
    const check = vi.spyOn(rule, 'hits')
    const diagnosis = diagnosisOf(contextOf(jws())!)
    for (const now of around) diagnosis.at(now)
    expect(check).toHaveBeenCalledTimes(1)
    check.mockRestore()
  })

  it('gives the same findings in steps', () => {
    const context = contextOf(jws())!
    const steps = diagnosisOf(context).steps(context.now)
    let count = 0
    for (;;) {
      const step = steps.next()
      if (step.done) {
        expect(step.value).toEqual(diagnose(context))
        break
      }
      count++
    }
    expect(count).toBeGreaterThan(100)
  })
})
