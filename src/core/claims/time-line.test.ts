import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { instantAt, layOut, moveMark, type Moment, type TimeLine } from './time-line.ts'

const moment = (id: string, at: number, width = 0.15): Moment => ({ id, at, width })

function overlaps(line: TimeLine): boolean {
  return line.marks.some((a, i) =>
    line.marks.some((b, j) => j > i && a.label.row === b.label.row && a.label.from < b.label.to - 1e-9 && b.label.from < a.label.to - 1e-9),
  )
}

describe('the time line', () => {
  it('keeps to scale where everything can be seen', () => {
    const line = layOut([moment('iat', 0), moment('exp', 900), moment('now', 2280)])
    const [iat, exp, now] = line.marks.map(({ position }) => position)
    expect((exp! - iat!) / (now! - iat!)).toBeCloseTo(900 / 2280)
    expect(line.stretches.map(({ bent }) => bent)).toEqual([false, false])
    expect(line.live).toEqual({ from: iat, to: exp })
    expect(line.rows).toBe(1)
  })

  it('keeps a life of a quarter of an hour visible ten years later, and says that the line is bent', () => {
    const line = layOut([moment('iat', 0), moment('exp', 900), moment('now', 10 * 31_556_952)])
    expect(line.marks[1]!.position - line.marks[0]!.position).toBeGreaterThan(0.1)
    expect(line.stretches[0]!.bent).toBe(true)
  })

  it('draws what is at one instant in one place', () => {
    const line = layOut([moment('iat', 5), moment('nbf', 5), moment('exp', 10)])
    expect(line.marks[0]!.position).toBe(line.marks[1]!.position)
    expect(overlaps(line)).toBe(false)
  })

  it('lets one mark be moved while the others stay, labels apart', () => {
    const line = layOut([moment('iat', 0), moment('exp', 900), moment('now', 2280)])
    const exp = line.marks[1]!
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (position) => {
        const moved = moveMark(line, 'now', instantAt(line, position), position)
        expect(moved.marks.find(({ id }) => id === 'exp')?.position).toBe(exp.position)
        expect(moved.marks.find(({ id }) => id === 'now')?.position).toBe(position)
        expect(overlaps(moved)).toBe(false)
      }),
    )
  })

  it('is in the middle if there is one moment, and accepts none', () => {
    expect(layOut([moment('now', 7)]).marks[0]!.position).toBe(0.5)
    expect(layOut([])).toEqual({ marks: [], stretches: [], live: undefined, rows: 1 })
    expect(layOut([moment('exp', NaN), moment('now', Infinity)]).marks).toEqual([])
  })

  it('takes a second row only where one is too narrow', () => {
    expect(layOut([moment('a', 0, 0.3), moment('b', 1, 0.3), moment('c', 2, 0.3)]).rows).toBe(1)
    expect(layOut([moment('a', 0, 0.4), moment('b', 1, 0.4), moment('c', 2, 0.4)]).rows).toBe(2)
  })

  it('never lets labels overlap, leave the line or lose their order, from a second to a thousand years', () => {
    const at = fc.oneof(
      fc.integer({ min: 0, max: 4 }),
      fc.integer({ min: 1_700_000_000, max: 1_700_100_000 }),
      fc.double({ min: -6e10, max: 6e10, noNaN: true }),
    )
    const width = fc.double({ min: 0, max: 1, noNaN: true })
    fc.assert(
      fc.property(
        fc.array(fc.record({ id: fc.constantFrom('iat', 'nbf', 'exp', 'now', 'auth_time'), at, width }), { maxLength: 7 }),
        (moments) => {
          const line = layOut(moments)
          expect(overlaps(line)).toBe(false)
          for (const [i, mark] of line.marks.entries()) {
            expect(mark.position).toBeGreaterThanOrEqual(0)
            expect(mark.position).toBeLessThanOrEqual(1)
            expect(mark.label.from).toBeGreaterThanOrEqual(0)
            expect(mark.label.to).toBeLessThanOrEqual(1 + 1e-9)
            const before = line.marks[i - 1]
            if (before && before.at < mark.at) expect(mark.position).toBeGreaterThan(before.position)
            if (before && before.at === mark.at) expect(mark.position).toBe(before.position)
          }
        },
      ),
      { examples: [[[moment('iat', 0, 0.1), moment('exp', 5e-324, 0.1), moment('now', 6e10, 0.1)] as never]] },
    )
  })

  it('bears instants beyond any calendar', () => {
    const line = layOut([moment('iat', -1.7e308), moment('now', 0), moment('exp', 1.7e308)])
    expect(line.marks.every(({ position }) => position >= 0 && position <= 1)).toBe(true)
    expect(overlaps(line)).toBe(false)
    const close = layOut([moment('iat', 0), moment('nbf', 5e-324), moment('exp', 3e10)])
    expect(close.marks[1]!.position).toBeGreaterThan(close.marks[0]!.position)
  })

  it('can be read backwards: a place on the line is an instant', () => {
    const line = layOut([moment('iat', 1000), moment('exp', 1900), moment('now', 500_000)])
    for (const mark of line.marks) expect(instantAt(line, mark.position)).toBeCloseTo(mark.at)
    expect(instantAt(line, 0)).toBeLessThan(1000)
    expect(instantAt(line, 1)).toBeGreaterThan(500_000)
    expect(instantAt(layOut([]), 0.5)).toBeNaN()
  })
})
