// Tokens as text: laid out for reading, compact for signing, and what can't be decoded said character by character.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compact, decodedForReading, laidOut } from './token-text.ts'

test('JSON is laid out, and anything else stays as it is', () => {
  expect(laidOut('{"sub":"fernando","admin":false}')).toBe('{\n  "sub": "fernando",\n  "admin": false\n}')
  for (const text of ['', 'x', '{', '{"a":1,"a":2}', '{"n":9007199254740993}', '{"n":1.0}']) expect(laidOut(text)).toBe(text)
})

test('compact JSON keeps the whitespace inside texts, and text that isn’t JSON', () => {
  expect(compact('{\n "a b" : "c  \\" d" ,\t"e": [1, 2] }')).toBe('{"a b":"c  \\" d","e":[1,2]}')
  expect(compact('{ a: 1 }')).toBe('{ a: 1 }')
})

test('laying out and compacting any JSON comes back to it', () => {
  fc.assert(fc.property(fc.json(), (json) => compact(laidOut(json)) === compact(json)))
  fc.assert(fc.property(fc.string(), (text) => typeof laidOut(text) === 'string' && typeof compact(text) === 'string'))
})

test('a decoder names the characters that aren’t in the alphabet', () => {
  expect(decodedForReading('hello world!').note).toBe('Not in the base64url alphabet: whitespace, “!”. Skipped.')
  expect(decodedForReading('a+/=').note).toContain('“+”, “/”, “=”')
  expect(decodedForReading('').text).toBe('')
})

test('bytes that aren’t text are called bytes, and a payload is laid out', () => {
  expect(decodedForReading('_w')).toMatchObject({ text: 'ff', note: expect.stringContaining('1 byte, not text') })
  expect(decodedForReading('eyJhIjoxfQ').text).toBe('{\n  "a": 1\n}')
})
