import { expect, test } from 'vitest'
import { segment } from '../diagnostics/token.fixture.ts'
import { readJoseHeader } from './jose-header.ts'
import { readRawSegment, readTextSegment } from './segment.ts'
import { signingInput } from './signing-input.ts'

const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes)
const plain = readJoseHeader(readTextSegment(segment({ alg: 'HS256' }), 0))
const raw = readJoseHeader(readTextSegment(segment({ alg: 'HS256', b64: false, crit: ['b64'] }), 0))
const content = new TextEncoder().encode('$.02 €')

test('consists of the received characters, whatever they decode to', () => {
  const untidy = readTextSegment('e30=+/ü', 0)
  expect(text(signingInput(plain, untidy))).toBe(`${plain.segment.text}.e30=+/ü`)
})

test('takes a detached payload in base64url', () => {
  expect(text(signingInput(plain, readTextSegment('', 0), content))).toBe(`${plain.segment.text}.JC4wMiDigqw`)
})

test('takes a detached payload unencoded if "b64" is false (RFC 7797 section 3)', () => {
  expect(text(signingInput(raw, readRawSegment('', 0), content))).toBe(`${raw.segment.text}.$.02 €`)
})

test('accepts an empty detached payload', () => {
  expect(text(signingInput(raw, readRawSegment('', 0), new Uint8Array(0)))).toBe(`${raw.segment.text}.`)
})

test('keeps the bytes of an unencoded payload that is not text', () => {
  const bytes = Uint8Array.of(0, 255, 46, 128)
  expect(signingInput(raw, readRawSegment('', 0), bytes).slice(-4)).toEqual(bytes)
})
