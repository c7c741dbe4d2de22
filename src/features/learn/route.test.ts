// Addresses in the Learn room, with their page and options, and links into the inspector.
import { expect, test } from 'vitest'
import { inspectorLink, lessonLink, readPlace, withHold } from './route.ts'

test('a lesson is found by its link, presented or not', () => {
  expect(readPlace('signing-in')).toMatchObject({ page: { kind: 'lesson', lesson: { id: 'signing-in' } }, present: false })
  expect(readPlace('signing-in?present')).toMatchObject({ page: { lesson: { id: 'signing-in' } }, present: true })
  expect(lessonLink('signing-in', true)).toBe('#/learn/signing-in?present')
  expect(lessonLink('signing-in', true, 3)).toBe('#/learn/signing-in?step=3&present')
})

test('anything unknown opens the first lesson', () => {
  for (const text of ['', 'x', '__proto__', '?present', '%E0%A4%A'])
    expect(readPlace(text).page).toMatchObject({ lesson: { id: 'why-a-token' } })
})

test('a link can hold solutions back, presented or not', () => {
  expect(readPlace('signing-in').held).toBe(false)
  expect(withHold('#/learn/signing-in')).toBe('#/learn/signing-in?hold')
  expect(withHold('#/learn/signing-in?step=3&present')).toBe('#/learn/signing-in?step=3&present&hold')
  expect(withHold('#token=a')).toBe('#token=a')
  expect(readPlace('signing-in?step=3&present&hold')).toMatchObject({ held: true, present: true, step: 3 })
  expect(readPlace('worksheet?answers')).toMatchObject({ page: { kind: 'worksheet' }, answers: true })
})

test('a step is a positive integer, and anything else means the first', () => {
  expect(readPlace('signing-in?step=3&present')).toMatchObject({ present: true, step: 3 })
  for (const step of ['', '0', '-1', '1.5', 'x', '1e99']) expect(readPlace(`signing-in?step=${step}&present`).step).toBe(1)
})

test('each page has its own address', () => {
  const pages = ['glossary', 'your-visit', 'summary', 'teachers', 'worksheet']
  expect(pages.map((text) => readPlace(text).page.kind)).toEqual(pages)
})

test('the advice has its own address', () => {
  expect(readPlace('choose-well').page.kind).toBe('choose-well')
})

test('a token and its public key are percent-encoded', () => {
  expect(inspectorLink('a.b.c', '{"kty":"EC"}')).toBe('#token=a.b.c&key=%7B%22kty%22%3A%22EC%22%7D')
  expect(inspectorLink('a b', undefined)).toBe('#token=a%20b')
})
