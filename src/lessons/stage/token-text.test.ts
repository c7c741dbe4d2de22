// Tokens as text are laid out for reading and compact for signing, and undecodable characters are named.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compact, decodedForReading, laidOut } from './token-text.ts'

test('lays JSON out, and leaves anything else alone', () => {
  expect(laidOut('{"sub":"fernando","admin":false}')).toBe('{\n  "sub": "fernando",\n  "admin": false\n}')
  for (const text of ['', 'x', '{', '{"a":1,"a":2}', '{"n":9007199254740993}', '{"n":1.0}']) expect(laidOut(text)).toBe(text)
})

test('compact JSON keeps whitespace inside strings, and text that isn’t JSON stays unchanged', () => {
  expect(compact('{\n "a b" : "c  \\" d" ,\t"e": [1, 2] }')).toBe('{"a b":"c  \\" d","e":[1,2]}')
  expect(compact('{ a: 1 }')).toBe('{ a: 1 }')
})

test('laying out any JSON and compacting it again changes nothing', () => {
  fc.assert(fc.property(fc.json(), (json) => compact(laidOut(json)) === compact(json)))
  fc.assert(fc.property(fc.string(), (text) => typeof laidOut(text) === 'string' && typeof compact(text) === 'string'))
})

test('names the characters that aren’t in the alphabet, and explains the �', () => {
  expect(decodedForReading('hello world!').note).toBe(
    'Not in the base64url alphabet: whitespace, “!”. Skipped. The rest wasn’t written in base64url, so it decodes to meaningless bytes. Each � marks bytes that aren’t text.',
  )
  expect(decodedForReading('eyJhIjoxfQ==').note).toBe('Not in the base64url alphabet: “=”. Skipped.')
  expect(decodedForReading('a+/=').note).toContain('“+”, “/”, “=”')
  expect(decodedForReading('').text).toBe('')
})

test('calls bytes that aren’t text bytes, and lays out a payload', () => {
  expect(decodedForReading('_w')).toMatchObject({ text: 'ff', note: expect.stringContaining('1 byte, not text') })
  expect(decodedForReading('eyJhIjoxfQ').text).toBe('{\n  "a": 1\n}')
})
