// The wording of JSON errors is whole: no code of the parser is without one.
import { expect, it } from 'vitest'
import { printParseErrorCode, type ParseErrorCode } from 'jsonc-parser'
import { JSON_ERRORS } from './json-errors.ts'

// The package exports its codes as a type alone.
const CODES = Array.from({ length: 30 }, (_, code) => printParseErrorCode(code as ParseErrorCode)).filter((name) => /^\w+$/.test(name))

it('words every error that the recovering parser tells', () => {
  expect(CODES.length).toBeGreaterThan(0)
  expect(CODES.filter((code) => !Object.hasOwn(JSON_ERRORS, code))).toEqual([])
})
