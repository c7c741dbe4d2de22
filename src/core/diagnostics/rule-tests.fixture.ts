// Tests that every family shares: each rule fires on one text and is silent on a similar one, and no input makes it throw.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cases } from '../../../checks/cases.ts'
import type { Diagnostic, DiagnosticContext } from './rule/diagnostic.ts'
import { findings, jws, rulesIn, segment, type RuleCase } from './token.fixture.ts'

/** Tests each rule on its pair of texts, and that every rule of the family has a pair. */
export function testEachRule(family: readonly Diagnostic[], cases: readonly RuleCase[]): void {
  it('has a firing text and a silent one for every rule', () => {
    expect(new Set(cases.map((each) => each.rule))).toEqual(new Set(family.map((rule) => rule.id)))
  })
  for (const each of cases) {
    describe(each.rule, () => {
      it(`fires on ${each.fires}`, () => {
        const found = findings(family, each.on, each.given).filter((finding) => finding.rule === each.rule)
        expect(found).not.toEqual([])
        if (each.severity) expect(found[0]!.severity).toBe(each.severity)
        if (each.says) expect(found[0]!.message).toContain(each.says)
        for (const { message } of found) expect(message).not.toMatch(/undefined|NaN|\[object|!/)
      })
      it(`is silent on ${each.silent}`, () => {
        expect(rulesIn(family, each.near, each.givenNear ?? each.given)).not.toContain(each.rule)
      })
    })
  }
}

/** Tests a family on arbitrary headers and payloads: JSON with the names that rules look for, or any text, in any number of parts. */
export function testAnyInput(family: readonly Diagnostic[], names: readonly string[], given: Partial<DiagnosticContext> = {}): void {
  const value = fc.jsonValue({ maxDepth: 3 })
  const object = fc.oneof(
    fc.dictionary(fc.oneof(fc.constantFrom(...names), fc.string({ unit: 'binary' })), fc.oneof(value, fc.string({ unit: 'binary' })), {
      maxKeys: 6,
    }),
    fc.dictionary(fc.constantFrom(...names), fc.oneof(value, fc.webUrl(), fc.base64String()), { maxKeys: 8 }),
  )
  const part = fc.oneof(
    object.map((each) => segment(each)),
    fc.string({ unit: 'binary' }).map(segment),
    fc.uint8Array().map(segment),
    fc.string(),
    fc.constant(''),
  )
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.tuple(object, object, fc.base64String()).map(([header, payload, signature]) => jws(header, payload, signature)),
    fc.array(part, { maxLength: 7 }).map((parts) => parts.join('.')),
    fc
      .tuple(fc.constantFrom('protected', 'header', 'signatures', 'recipients', 'unprotected'), value, object)
      .map(([name, other, header]) =>
        JSON.stringify({ payload: segment('x'), signature: 'AAAA', protected: segment(header), [name]: other }),
      ),
  )
  const spans = (found: ReturnType<typeof findings>) =>
    found.map(({ rule, severity, place, message, fix }) => ({ rule, severity, place, message, fix }))
  it('gives the same findings twice for any text, and never throws', () => {
    fc.assert(
      fc.property(text, (each) => {
        const once = findings(family, each, given)
        expect(spans(findings(family, each, given))).toEqual(spans(once))
        for (const { place, message } of once) {
          expect(typeof message).toBe('string')
          if (place && 'span' in place) expect(place.span.to).toBeGreaterThanOrEqual(place.span.from)
        }
      }),
      cases(300),
    )
  })
}
