import { describe, expect, it } from 'vitest'
import { parseJson } from '../../core/text/json.ts'
import { lineNotes, timeNotes } from './line-notes.ts'

const NOW = 1_795_340_220

function facts(text: string, more: Partial<Parameters<typeof lineNotes>[0]> = {}) {
  return {
    root: parseJson(text).root,
    part: 'payload' as const,
    edits: [],
    meaning: () => undefined,
    finding: () => undefined,
    algorithm: undefined,
    ...more,
  }
}

/** "name: note" for each time note, without the clock's times. */
function times(text: string, more = {}): string[] {
  return timeNotes(facts(text, more), NOW).map(
    ({ at, text: note }) => `${/"([^"]*)"/.exec(text.slice(at))?.[1]}: ${note.replace(/, \d.*/, '')}`,
  )
}

describe('notes on times', () => {
  it('say when a registered time is', () => {
    expect(times(`{"iat":${NOW - 600},"exp":${NOW + 600},"auth_time":${NOW - 60}}`)).toEqual([
      'iat: issued 10 minutes ago',
      'exp: expires in 10 minutes',
      'auth_time: signed in 1 minute ago',
    ])
  })

  it('recognize a time by its name and size, at any depth', () => {
    expect(times(`{"kubernetes.io":{"warnafter":${NOW - 60}},"created_at":${NOW - 7200},"Exp":${NOW + 60}}`)).toEqual([
      'created_at: 2 hours ago',
      'Exp: in 1 minute',
      'warnafter: 1 minute ago',
    ])
  })

  it('say that a number beyond any calendar isn’t a plausible time', () => {
    expect(times('{"exp":1e300}')).toEqual(['exp: not a plausible time: as seconds it would be 1,000,000+ years away'])
  })

  it('don’t take other numbers for times', () => {
    expect(times('{"id":1795340220,"format":1795340220,"at":5,"data":{"a":1795340220},"exp_at":"1795340220"}')).toEqual([])
  })

  it('leave the line to a more serious note', () => {
    expect(times(`{"Exp":${NOW}}`, { finding: () => ({ severity: 'error', message: '`Exp` is not `exp`.' }) })).toEqual([])
  })
})

describe('notes that last', () => {
  it('cut a finding after a clause, without backticks and parentheses', () => {
    const note = (message: string) => lineNotes(facts('{"a":1}', { finding: () => ({ severity: 'warning', message }) }))[0]
    expect(note('`a` is odd (RFC 7519 section 4).')).toEqual({ at: 1, text: '“a” is odd', tone: 'warning' })
    expect(note('`Exp` is not `exp`: no library will enforce it, so this token never expires.')?.text).toBe(
      '“Exp” is not “exp”: no library will enforce it',
    )
    expect(note('x'.repeat(80))?.text).toBe(`${'x'.repeat(63)}…`)
  })

  it('leave minor notes to the list', () => {
    expect(lineNotes(facts('{"a":1}', { finding: () => ({ severity: 'info', message: 'x' }), meaning: () => 'first letter' }))).toEqual([
      { at: 1, text: 'first letter', tone: 'plain' },
    ])
  })
})
