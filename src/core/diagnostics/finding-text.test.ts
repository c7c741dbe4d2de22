import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { inspect } from '../inspect.ts'
import { contextOf, jws, segment, SIGNATURE } from './token.fixture.ts'
import { placeInText } from '../lens/place-in-text.ts'
import { findingAsText, findingsAsJson } from './finding-text.ts'
import { DIAGNOSTICS } from './index.ts'
import { diagnose } from './diagnose.fixture.ts'

const same = (text: string) => text

describe('the wording of rules', () => {
  it('has a message, a reason and a fix for every rule, calm and with links that open', () => {
    for (const rule of DIAGNOSTICS.values()) {
      for (const text of [rule.why, rule.fix]) {
        expect(text, rule.id).toMatch(/[.`)]$/)
        expect(text, rule.id).not.toMatch(/!(?!\[)|Oops|\bsimply\b/)
      }
      for (const { url } of rule.source) if (url !== undefined) expect(url, rule.id).toMatch(/^https:\/\//)
    }
  })
})

describe('findings for other tools', () => {
  const text = `Bearer ${jws({ alg: 'none' }, { a: 1 })}`
  const found = diagnose(contextOf(text)!)
  it('are plain JSON with a level, a message and a place', () => {
    const [first] = findingsAsJson(found, same)
    expect(JSON.parse(JSON.stringify(first))).toMatchObject({ ruleId: 'alg-none', level: 'error', location: { part: 'header' } })
  })
  it('are text that names severity, rule and source', () => {
    expect(findingAsText(found[0]!, same)).toMatch(/^error: .*\[alg-none\]\n[^]*See RFC 7518 section 3\.6 <https:/)
  })
  it('point at the pasted characters that the place covers', () => {
    const { token } = inspect(text)
    const place = found.find((finding) => finding.rule === 'alg-none')!.place!
    const [span] = placeInText(token!, place)
    // `"none"` is at bytes 7 to 13 of the header, in characters 9 to 18.
    expect(text.slice(span!.from, span!.to)).toBe(segment({ alg: 'none' }).slice(9, 18))
    expect(text.slice(...(Object.values(placeInText(token!, { in: 'signature' })[0]!) as [number, number]))).toBe(SIGNATURE)
  })
  it('stay inside any text', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.tuple(fc.jsonValue(), fc.jsonValue(), fc.base64String()).map(([a, b, c]) => jws(JSON.stringify(a), JSON.stringify(b), c)),
        ),
        (any) => {
          const context = contextOf(any)
          if (!context) return
          for (const finding of diagnose(context)) {
            if (!finding.place) continue
            for (const { from, to } of placeInText(context.token, finding.place)) {
              expect(from).toBeGreaterThanOrEqual(0)
              expect(to).toBeLessThanOrEqual(any.length)
            }
          }
        },
      ),
    )
  })
})

describe('a finding in plain JSON', () => {
  it('says where it is: by part and offsets, by part alone, or not at all', () => {
    const location = (place?: Parameters<typeof findingsAsJson>[0][number]['place']) =>
      findingsAsJson([{ rule: 'alg-none', severity: 'info', ...(place && { place }) }], same)[0]!
    expect(location({ in: 'header', span: { from: 7, to: 13 } })).toMatchObject({
      level: 'note',
      location: { part: 'header', from: 7, to: 13 },
    })
    expect(location({ in: 'key' }).location).toEqual({ part: 'key' })
    expect(location()).not.toHaveProperty('location')
  })
})
