// Checks how places of findings map to the text in the boxes.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { encodeBase64url } from '../../core/text/base64url.ts'
import { diagnose, readContext } from '../../core/diagnostics/diagnose.fixture.ts'
import { findingText } from '../../core/diagnostics/finding-text.ts'
import { gateOfRule } from '../../core/diagnostics/index.ts'
import type { Place } from '../../core/text/span.ts'
import { derive } from '../state/derived.ts'
import { findingsByMember, placeFindings, shownPlace } from './finding-places.ts'
import { initialState, reduce, type State } from '../state/state.ts'

const encode = (text: string) => encodeBase64url(new TextEncoder().encode(text))
const load = (text: string): State => reduce(initialState, { type: 'load', text })
const findingsOf = (state: State) => {
  const context = readContext(derive(state).inspection, { now: 1_800_000_000, leeway: 0 })
  return context ? diagnose(context).map((each) => ({ ...each, words: findingText(each), gate: gateOfRule(each.rule) })) : []
}

describe('places of findings', () => {
  const state = load(`Bearer ${encode('{"alg":"none"}')}.${encode('{"sub":"x","Exp":1550946689}')}.`)
  const findings = findingsOf(state)

  it('are where the formatted payload shows them', () => {
    const { payload } = derive(state)
    const placed = placeFindings(state, findings, 'payload').find(({ finding }) => finding.rule === 'claim-miscased')!
    expect(payload.slice(placed.from, placed.to)).toBe('"Exp"')
    const place = shownPlace(state, placed.finding.place!)!
    expect(place.box).toBe('payload')
    expect(payload.slice(place.from, place.to)).toBe('"Exp"')
  })

  it('are at the same characters of a payload signed with whitespace, and not at whitespace that is not shown', () => {
    const spaced = load(`${encode('{"alg":  "HS256"}')}.${encode('{\r\n\t"sub" : "x",\r\n\t"Exp":1550946689}\n')}.c2ln`)
    const marked = (state: State) => {
      const { payload } = derive(state)
      return placeFindings(state, findingsOf(state), 'payload').map(({ from, to, finding }) => [finding.rule, payload.slice(from, to)])
    }
    expect(marked(spaced)).toContainEqual(['claim-miscased', '"Exp"'])
    expect(findingsOf(spaced).map(({ rule }) => rule)).toContain('json-pretty')
    expect(placeFindings(spaced, findingsOf(spaced), 'header').map(({ finding }) => finding.rule)).not.toContain('json-pretty')
    const exact = reduce(spaced, { type: 'show-as-signed', on: true })
    expect(marked(exact)).toContainEqual(['claim-miscased', '"Exp"'])
    const inHeader = placeFindings(exact, findingsOf(exact), 'header').map(({ from, to }) => derive(exact).header.slice(from, to))
    expect(inHeader).toContain('  ')
  })

  it('are at the name of a member with a value of many lines', () => {
    const listed = load(`${encode('{"alg":"HS256"}')}.${encode('{"scope":["a","b"],"exp":1}')}.c2ln`)
    const { payload } = derive(listed)
    const placed = placeFindings(listed, findingsOf(listed), 'payload').find(({ finding }) => finding.rule === 'scope-type')!
    expect(payload.slice(placed.from, placed.to)).toBe('"scope"')
  })

  it('are the ends of long stretches, and the braces of a whole header', () => {
    const long = load(`${encode('{"alg":"HS256","typ":"JWT"}')}.${encode(`{"note":"${'x'.repeat(3000)}","exp":1}`)}.c2ln`)
    const derived = derive(long)
    for (const box of ['token', 'header', 'payload'] as const) {
      for (const { from, to } of placeFindings(long, findingsOf(long), box)) expect(to - from).toBeLessThanOrEqual(200)
    }
    const [finding] = findingsOf(long)
    const at = (place: Place, box: 'token' | 'header' | 'payload') =>
      placeFindings(long, [{ ...finding!, place }], box).map(({ from, to }) => (box === 'token' ? long.text : derived[box]).slice(from, to))
    expect(at({ in: 'header', span: { from: 0, to: 27 } }, 'header')).toEqual(['{', '}'])
    expect(at({ in: 'payload', span: { from: 8, to: 3010 } }, 'payload')).toEqual(['"note"'])
    expect(at({ in: 'text', span: { from: 0, to: long.text.length } }, 'token')).toEqual([long.text.slice(0, 12), long.text.slice(-12)])
  })

  it('are found by their member', () => {
    expect(findingsByMember(state, findings, 'payload').get('Exp')?.rule).toBe('claim-miscased')
    expect(findingsByMember(state, findings, 'header').get('alg')?.rule).toBe('alg-none')
  })

  it('do not underline a whole segment, but do underline a single bad character', () => {
    const broken = load(`${encode('{"alg":"HS256"}')}.${encode('{"a":1}').slice(0, 4)}*${encode('{"a":1}').slice(4)}.c2ln`)
    const marks = placeFindings(broken, findingsOf(broken), 'token')
    expect(marks.map(({ from, to }) => broken.text.slice(from, to))).toContain('*')
    expect(marks.every(({ from, to }) => to - from < broken.text.length / 2)).toBe(true)
  })

  it('stay inside the shown text, whatever was pasted', () => {
    const part = fc.oneof(fc.json(), fc.string())
    const text = fc.oneof(
      fc.string(),
      fc.tuple(part, part, fc.base64String()).map(([a, b, c]) => `${encode(a)}.${encode(b)}.${c}`),
    )
    fc.assert(
      fc.property(text, (text) => {
        const state = load(text)
        const derived = derive(state)
        const findings = findingsOf(state)
        for (const box of ['token', 'header', 'payload'] as const) {
          const shown = box === 'token' ? state.text : derived[box]
          for (const { from, to } of placeFindings(state, findings, box)) {
            expect(from).toBeGreaterThanOrEqual(0)
            expect(to).toBeGreaterThanOrEqual(from)
            expect(to).toBeLessThanOrEqual(shown.length)
          }
        }
        for (const { place } of findings) if (place) expect(() => shownPlace(state, place)).not.toThrow()
      }),
    )
  })
})
