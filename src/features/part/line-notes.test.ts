import { describe, expect, test } from 'vitest'
import { parseJson } from '../../core/text/json.ts'
import { commonClaimMeaning } from '../../core/registries/names/common.ts'
import type { Edit } from '../../session/state/edits.ts'
import { lineNotes, timeNotes } from './line-notes.ts'

const NOW = 1_700_000_000

type Facts = Parameters<typeof lineNotes>[0]

function facts(json: string, given: Partial<Facts> = {}): Facts {
  return {
    root: parseJson(json).root,
    part: 'payload',
    edits: [],
    meaning: (name) => commonClaimMeaning(name)?.meaning,
    finding: () => undefined,
    algorithm: undefined,
    ...given,
  }
}

const notes = (json: string, given: Partial<Facts> = {}) =>
  [...lineNotes(facts(json, given)), ...timeNotes(facts(json, given), NOW)].map(({ text }) => text)
const time = (json: string) => timeNotes(facts(json), NOW)
const edit = (given: Partial<Edit>): Edit => ({ part: 'payload', name: 'admin', before: 'false', after: 'true', ...given })

describe('the note beside a member', () => {
  test('is at its line and says what a registered name means', () => {
    const json = '{\n  "x": 1,\n  "sub": "a"\n}'
    const [note, ...rest] = lineNotes(facts(json))
    expect(rest).toEqual([])
    expect(json.slice(note!.at)).toMatch(/^"sub"/)
    expect(note).toMatchObject({ tone: 'plain', text: commonClaimMeaning('sub')!.meaning })
  })

  test('says nothing about names that are not registered, or differ in case', () => {
    expect(notes('{"Iss":"a","whatever":1,"SUB":2}')).toEqual([])
  })

  test('says what an algorithm stands for, only in the header', () => {
    const algorithm = 'HMAC with SHA-256'
    expect(notes('{"alg":"HS256"}', { part: 'header', algorithm, meaning: () => undefined })).toEqual([algorithm])
    expect(notes('{"alg":"HS256"}', { algorithm, meaning: () => undefined })).toEqual([])
  })

  test('says first of all what was there when it was pasted', () => {
    expect(lineNotes(facts('{"admin":true}', { edits: [edit({})] }))).toMatchObject([{ text: 'was false when pasted', tone: 'changed' }])
    expect(lineNotes(facts('{"sub":"b"}', { edits: [edit({ name: 'sub', before: undefined })] }))).toMatchObject([
      { text: 'added since it was pasted', tone: 'changed' },
    ])
    expect(notes('{"exp":1}', { edits: [edit({ name: 'exp', before: '2' })] })).toEqual(['was 2 when pasted'])
  })

  test('is at the line of what changed inside a member', () => {
    const json = '{\n"a": {\n"limits": {\n"daily": 999,\n"n": 1\n}\n}\n}'
    const inside = (before: string, after: string) =>
      lineNotes(facts(json, { edits: [edit({ name: 'a', before, after })] })).map(({ at, text }) => [json.slice(at, at + 6), text])
    const after = '{"limits":{"daily":999,"n":1}}'
    expect(inside('{"limits":{"daily":700,"n":1}}', after)).toEqual([['"daily', 'was 700 when pasted']])
    expect(inside('{"limits":{"daily":999}}', after)).toEqual([['"n": 1', 'added since it was pasted']])
    // A removed member is named where it was.
    expect(inside('{"limits":{"daily":999,"n":1,"x":5}}', after)).toEqual([['"limit', '“x” was 5 when pasted']])
    expect(inside('1', after)).toEqual([['"a": {', 'was 1 when pasted']])
  })

  test('shortens what was there', () => {
    const [note] = notes('{"a":1}', { edits: [edit({ name: 'a', before: JSON.stringify('x'.repeat(500)) })] })
    expect(note!.length).toBeLessThan(80)
  })

  test('does not take an edit of the header for one of the payload', () => {
    expect(notes('{"admin":true}', { edits: [edit({ part: 'header' })] })).toEqual([])
  })

  test('shows a warning or an error on the member, and leaves notes to the list', () => {
    const of = (severity: 'error' | 'warning' | 'info') =>
      lineNotes(facts('{"x":1}', { finding: () => ({ severity, message: 'It is `odd` (RFC 7519).' }) }))
    expect(of('error')).toMatchObject([{ text: 'It is “odd”', tone: 'bad' }])
    expect(of('warning')).toMatchObject([{ text: 'It is “odd”', tone: 'warning' }])
    expect(of('info')).toEqual([])
  })

  test('is absent where the text is not an object', () => {
    for (const json of ['[1]', '"a"', '', '{']) expect(notes(json)).toEqual([])
  })
})

describe('a time in words', () => {
  test.each([
    ['exp', NOW - 23 * 60, /^expired 23 minutes ago, /, 'bad'],
    ['exp', NOW + 15 * 60, /^expires in 15 minutes, /, 'time'],
    ['exp', NOW, /^expired now, /, 'bad'],
    ['nbf', NOW + 60, /^becomes valid in 1 minute, /, 'bad'],
    ['nbf', NOW - 60, /^became valid 1 minute ago, /, 'time'],
    ['iat', NOW - 3600, /^issued 1 hour ago, /, 'time'],
    ['iat', NOW + 3600, /^issued in 1 hour, in the future, /, 'time'],
    ['auth_time', NOW - 60, /^signed in 1 minute ago, /, 'time'],
    ['updated_at', NOW - 60, /^updated 1 minute ago, /, 'time'],
  ])('"%s" at %d', (name, value, text, tone) => {
    const [note] = time(JSON.stringify({ [name]: value }))
    expect(note!.text).toMatch(text)
    expect(note!.text).toMatch(/UTC/)
    expect(note!.tone).toBe(tone)
  })

  test('says what milliseconds were meant to be', () => {
    const [note] = time('{"exp":1700000000000}')
    expect(note).toMatchObject({
      tone: 'bad',
      text: expect.stringMatching(/^looks like milliseconds: 2023-11-14T22:13:20Z; as seconds it would be the year 5\d{4}$/),
    })
  })

  test('says what a text seems to mean, and that it is not a number', () => {
    expect(time('{"exp":"2023-11-14T22:13:20Z"}')).toMatchObject([
      { tone: 'bad', text: 'not a number of seconds; it seems to mean 2023-11-14T22:13:20Z' },
    ])
    expect(time('{"exp":true}')).toMatchObject([{ tone: 'bad', text: 'not a number of seconds' }])
  })

  test('is shown for claims, not for header parameters of the same name', () => {
    expect(timeNotes(facts('{"exp":1}', { part: 'header' }), NOW)).toEqual([])
  })
})

describe('a time with an unregistered name', () => {
  const names = (json: string, given: Partial<Facts> = {}) =>
    timeNotes(facts(json, given), NOW).map(({ at, text }) => `${/"([^"]*)"/.exec(json.slice(at))?.[1]}: ${text.replace(/, \d.*/, '')}`)

  test('is recognized by its name and size, at any depth', () => {
    const json = `{"kubernetes.io":{"warnafter":${NOW - 60}},"created_at":${NOW - 7200},"Exp":${NOW + 60}}`
    expect(names(json)).toEqual(['created_at: 2 hours ago', 'Exp: in 1 minute', 'warnafter: 1 minute ago'])
  })

  test('is not every number', () => {
    expect(names(`{"id":${NOW},"format":${NOW},"candidate":${NOW},"at":5,"data":{"a":${NOW}},"exp_at":"${NOW}"}`)).toEqual([])
  })

  test('leaves the line to a more serious note', () => {
    expect(names(`{"Exp":${NOW}}`, { finding: () => ({ severity: 'error', message: '`Exp` is not `exp`.' }) })).toEqual([])
  })
})

describe('a finding for the end of a line', () => {
  test('ends after a clause, or is cut', () => {
    const note = (message: string) => lineNotes(facts('{"x":1}', { finding: () => ({ severity: 'warning', message }) }))[0]?.text
    expect(note('`Exp` is not `exp`: no library will enforce it, so this token never expires.')).toBe(
      '“Exp” is not “exp”: no library will enforce it',
    )
    expect(note('y'.repeat(80))).toBe(`${'y'.repeat(63)}…`)
  })
})
