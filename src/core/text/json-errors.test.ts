// Every error code of the JSON parser has its wording.
import { expect, it } from 'vitest'
import { printParseErrorCode, type ParseErrorCode } from 'jsonc-parser'
import { JSON_ERRORS } from './json-errors.ts'

// The package exports its codes only as a type.
const CODES = Array.from({ length: 30 }, (_, code) => printParseErrorCode(code as ParseErrorCode)).filter((name) => /^\w+$/.test(name))

it('has words for every error of the recovering parser', () => {
  expect(CODES.length).toBeGreaterThan(0)
  expect(CODES.filter((code) => !Object.hasOwn(JSON_ERRORS, code))).toEqual([])
})
