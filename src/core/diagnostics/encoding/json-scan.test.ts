// What is told of JSON by its characters, and of text by its bytes.
import { describe, expect, it } from 'vitest'
import { firstInvalidUtf8, insignificantWhitespace, nesting, utf16Form } from './json-scan.ts'

describe('whitespace between the values of JSON', () => {
  it.each<[string, number, string]>([
    ['{"a":1}', 0, ''],
    ['{ "a":1}', 1, ' '],
    ['{ \n\r\t"a":1 }', 5, ' \n\r\t'],
    [' {}', 1, ' '],
    ['{"a b":"c\\" d"}', 0, ''],
    ['{"a\\\\": 1}', 1, ' '],
    ['{"a": 1 }', 2, ' '],
  ])('%j has %d of them, %j first', (text, count, first) => {
    const found = insignificantWhitespace(text)
    expect(found.count).toBe(count)
    expect(count === 0 ? [found.from, found.to] : text.slice(found.from, found.to)).toEqual(count === 0 ? [-1, -1] : first)
  })
})

describe('nesting', () => {
  it.each([
    ['1', 0, 0],
    ['{}', 1, 0],
    ['[{},[[]]]', 3, 5],
    ['[[],[]]', 2, 1],
    ['["[[[\\"[",{}]', 2, 10],
    ['["\\\\",[[]]]', 3, 7],
  ])('of %j is %d, at %d', (text, depth, at) => expect(nesting(text)).toEqual({ depth, at }))
})

describe('the first byte that is not UTF-8', () => {
  it.each([
    ['', -1],
    ['7f', -1],
    ['80', 0],
    ['c1bf', 0],
    ['c280', -1],
    ['c27f', 0],
    ['c2c0', 0],
    ['c2', 0],
    ['dfbf', -1],
    ['e09fbf', 0],
    ['e0a080', -1],
    ['e1807f', 0],
    ['e180c0', 0],
    ['e180', 0],
    ['e18080', -1],
    ['ed9fbf', -1],
    ['eda080', 0],
    ['efbfbf', -1],
    ['f08fbfbf', 0],
    ['f0908080', -1],
    ['f09080', 0],
    ['f0908041', 0],
    ['f48fbfbf', -1],
    ['f4908080', 0],
    ['f5808080', 0],
    ['ff', 0],
    ['4180', 1],
    ['c38441ff', 3],
    ['e282acf0908080c3', 7],
  ])('of %s is %d', (hex, at) => {
    expect(firstInvalidUtf8(Buffer.from(hex, 'hex'))).toBe(at)
    // As the platform sees it.
    const whole = () => new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(hex, 'hex'))
    if (at < 0) expect(whole).not.toThrow()
    else expect(whole).toThrow()
  })
})

describe('UTF-16', () => {
  it.each([
    ['fffe4100', 'UTF-16LE'],
    ['feff0041', 'UTF-16BE'],
    ['fffe41', undefined],
    ['fefe0041', undefined],
    ['ff014100', undefined],
    ['41004200', 'UTF-16LE'],
    ['00410042', 'UTF-16BE'],
    ['4100420043', 'UTF-16LE'],
    ['41004242', undefined],
    ['00414242', undefined],
    ['00000000', undefined],
    ['41000042', undefined],
    ['7b7d7b7d', undefined],
    [`${'4100'.repeat(8)}4141`, 'UTF-16LE'],
    [`${'4100'.repeat(7)}4141`, undefined],
  ])('%s is %s', (hex, form) => expect(utf16Form(Buffer.from(hex, 'hex'))).toBe(form))
})
