// Every finding about the times in a token, on both sides of each limit.
import { describe, expect, it } from 'vitest'
import { jws } from '../token.fixture.ts'
import { told } from '../told.fixture.ts'
import { timeLifetime } from './time-lifetime.ts'
import { timeValues } from './time-values.ts'
import { timeWindow } from './time-window.ts'

/** 2026-11-22T10:00:00Z in seconds. */
const NOW = 1_795_341_600
const token = (payload: string) => jws({ alg: 'ES256', typ: 'JWT' }, payload)

describe('values of time claims', () => {
  it.each<[string, string[]]>([
    [
      '{"exp":"1700000000"}',
      ['time-type: exp, a string, "1700000000" payload «"1700000000"» → Write it as a number: "\\"1700000000\\"" ⇒ "1700000000"'],
    ],
    [
      '{"exp":" 1700000000.5 "}',
      [
        'time-type: exp, a string, " 1700000000.5 " payload «" 1700000000.5 "» → Write it as a number: "\\" 1700000000.5 \\"" ⇒ "1700000000"',
      ],
    ],
    ['{"exp":"x1700000000"}', ['time-type: exp, a string, "x1700000000" payload «"x1700000000"»']],
    ['{"exp":"1700000000x"}', ['time-type: exp, a string, "1700000000x" payload «"1700000000x"»']],
    ['{"exp":"1234567890123456"}', ['time-type: exp, a string, "1234567890123456" payload «"1234567890123456"»']],
    ['{"exp":{}}', ['time-type: exp, an object,  payload «{}»']],
    ['{"exp":[]}', ['time-type: exp, a list,  payload «[]»']],
    ['{"exp":true}', ['time-type: exp, a boolean,  payload «true»']],
    ['{"exp":false}', ['time-type: exp, a boolean,  payload «false»']],
    ['{"exp":null}', ['time-type: exp, null,  payload «null»']],
    ['{"exp":1e999}', ['time-type: exp, out of range,  payload «1e999»']],
    ['{"updated_at":"x"}', ['time-type (warning): updated_at, a string, "x" payload «"x"»']],
    [
      '{"updated_at":"2026-11-22"}',
      ['time-iso (warning): updated_at, 1795305600 payload «"2026-11-22"» → Write the seconds: "\\"2026-11-22\\"" ⇒ "1795305600"'],
    ],
    [
      '{"updated_at":"2026-11-22","iss":"https://dev-1.auth0.com/"}',
      ['time-iso (info): updated_at, 1795305600 payload «"2026-11-22"» → Write the seconds: "\\"2026-11-22\\"" ⇒ "1795305600"'],
    ],
    [
      '{"iat":"2026-11-22T10:00:00Z"}',
      ['time-iso: iat, 1795341600 payload «"2026-11-22T10:00:00Z"» → Write the seconds: "\\"2026-11-22T10:00:00Z\\"" ⇒ "1795341600"'],
    ],
    ['{"iat":" 2026-11-22T10:00:00.9Z"}', ['time-iso: iat,  payload «" 2026-11-22T10:00:00.9Z"»']],
    ['{"iat":"x2026-11-22"}', ['time-type: iat, a string, "x2026-11-22" payload «"x2026-11-22"»']],
    ['{"iat":"2026-99-99"}', ['time-iso: iat,  payload «"2026-99-99"»']],
    [
      '{"exp":1795341600000}',
      ['time-milliseconds: exp, milliseconds, 58862 payload «1795341600000» → Divide by 1,000: "1795341600000" ⇒ "1795341600"'],
    ],
    [
      '{"exp":1795341600000000}',
      ['time-milliseconds: exp, microseconds,  payload «1795341600000000» → Divide by 1,000,000: "1795341600000000" ⇒ "1795341600"'],
    ],
    [
      '{"exp":1795341600000000000}',
      [
        'time-milliseconds: exp, nanoseconds,  payload «1795341600000000000» → Divide by 1,000,000,000: "1795341600000000000" ⇒ "1795341600"',
      ],
    ],
    [
      '{"exp":1795341600123}',
      ['time-milliseconds: exp, milliseconds, 58862 payload «1795341600123» → Divide by 1,000: "1795341600123" ⇒ "1795341600"'],
    ],
    [
      '{"exp":8640000000000}',
      ['time-milliseconds: exp, milliseconds,  payload «8640000000000» → Divide by 1,000: "8640000000000" ⇒ "8640000000"'],
    ],
    ['{"exp":99999999999}', []],
    [
      '{"exp":3600}',
      ['time-relative: 3600, 1970-01-01T01:00:00Z payload «3600» → Add these seconds to the time of issue: "3600" ⇒ "1795345200"'],
    ],
    [
      '{"exp":3600,"iat":1795341000}',
      ['time-relative: 3600, 1970-01-01T01:00:00Z payload «3600» → Add these seconds to the time of issue: "3600" ⇒ "1795344600"'],
    ],
    [
      '{"exp":3600.5}',
      [
        'time-relative: 3600.5, 1970-01-01T01:00:00Z payload «3600.5» → Add these seconds to the time of issue: "3600.5" ⇒ "1795345200"',
        'time-fraction: `exp`, 1 payload «3600.5» → Round down to whole seconds: "3600.5" ⇒ "3600"',
      ],
    ],
    [
      '{"exp":99999999}',
      [
        'time-relative: 99999999, 1973-03-03T09:46:39Z payload «99999999» → Add these seconds to the time of issue: "99999999" ⇒ "1895341599"',
      ],
    ],
    ['{"exp":100000000}', []],
    ['{"iat":3600}', []],
    ['{"iat":1.5,"nbf":2.5}', ['time-fraction: `nbf` and `iat`, 2 payload «2.5» → Round down to whole seconds: "2.5" ⇒ "2"']],
    [
      '{"iat":1700000000.25}',
      ['time-fraction: `iat`, 1 payload «1700000000.25» → Round down to whole seconds: "1700000000.25" ⇒ "1700000000"'],
    ],
    ['{"exp":0}', ['time-negative-zero: exp, 0 payload «0»']],
    [
      '{"exp":-1.50}',
      [
        'time-fraction: `exp`, 1 payload «-1.50» → Round down to whole seconds: "-1.50" ⇒ "-2"',
        'time-negative-zero: exp, -1.50 payload «-1.50»',
      ],
    ],
    ['{"nbf":-0}', ['time-negative-zero: nbf, -0 payload «-0»']],
    ['{"iat":1}', []],
    ['{"auth_time":"1"}', ['time-type: auth_time, a string, "1" payload «"1"» → Write it as a number: "\\"1\\"" ⇒ "1"']],
    ['{"created":"x"}', []],
  ])('%s', (payload, lines) => expect(told(timeValues, token(payload), { now: NOW })).toEqual(lines))
})

describe('when a token is valid', () => {
  it.each<[string, string[]]>([
    ['{}', ['exp-missing token «e30» → Add exp, 15 minutes from now: "" ⇒ "\\"exp\\":1795342500"']],
    ['{"a":1}', ['exp-missing token «eyJhIjoxfQ» → Add exp, 15 minutes from now: "" ⇒ ",\\"exp\\":1795342500"']],
    ['{"Exp":1}', []],
    ['[1]', []],
    [
      '{"exp":1795341600}',
      [
        'exp-expired: 0 seconds, 2026-11-22T10:00:00Z payload «1795341600» → Let it expire 15 minutes from now: "1795341600" ⇒ "1795342500"',
        'exp-at-skew: 0 payload «1795341600»',
      ],
    ],
    ['{"exp":1795341601}', ['exp-soon: 1 second payload «1795341601»']],
    [
      '{"exp":1795341541}',
      [
        'exp-expired: 59 seconds, 2026-11-22T09:59:01Z payload «1795341541» → Let it expire 15 minutes from now: "1795341541" ⇒ "1795342500"',
        'exp-at-skew: 59 payload «1795341541»',
      ],
    ],
    [
      '{"exp":1795341540}',
      ['exp-expired: 1 minute, 2026-11-22T09:59:00Z payload «1795341540» → Let it expire 15 minutes from now: "1795341540" ⇒ "1795342500"'],
    ],
    ['{"exp":3600}', []],
    ['{"iat":1795338200,"exp":1795341899}', ['exp-soon: 4 minutes payload «1795341899»']],
    ['{"iat":1795338200,"exp":1795341900}', []],
    ['{"iat":1795341597,"exp":1795341602}', []],
    ['{"iat":1795341400,"exp":1795341700}', []],
    ['{"iat":1795341399,"exp":1795341700}', ['exp-soon: 1 minute payload «1795341700»']],
    ['{"nbf":1795338200,"exp":1795341899}', ['exp-soon: 4 minutes payload «1795341899»']],
    ['{"exp":1795341899}', ['exp-soon: 4 minutes payload «1795341899»']],
    [
      '{"iat":1795341601,"exp":1795350600}',
      ['iat-future: 1 second, 2026-11-22T10:00:01Z,  The issuer’s and verifier’s clocks may differ. payload «1795341601»'],
    ],
    ['{"iat":1795341901,"exp":1795350600}', ['iat-future: 5 minutes, 2026-11-22T10:05:01Z,  payload «1795341901»']],
    [
      '{"nbf":1795341601,"exp":1795350600}',
      ['nbf-future: 1 second, 2026-11-22T10:00:01Z,  The issuer’s and verifier’s clocks may differ. payload «1795341601»'],
    ],
    [
      '{"iat":1795341630,"nbf":1795341630,"exp":1795350600}',
      ['nbf-future: 30 seconds, 2026-11-22T10:00:30Z,  The issuer’s and verifier’s clocks may differ. payload «1795341630»'],
    ],
    [
      '{"iat":1795341630,"nbf":1795341629,"exp":1795350600}',
      [
        'iat-future: 30 seconds, 2026-11-22T10:00:30Z,  The issuer’s and verifier’s clocks may differ. payload «1795341630»',
        'nbf-future: 29 seconds, 2026-11-22T10:00:29Z,  The issuer’s and verifier’s clocks may differ. payload «1795341629»',
      ],
    ],
    [
      '{"iat":1795345200,"exp":1795441599}',
      [
        'iat-future: 1 hour, 2026-11-22T11:00:00Z,  The offset looks like a time zone: local time may have been taken for UTC. payload «1795345200»',
        'time-timezone-offset: iat, 1 payload «1795345200»',
      ],
    ],
    [
      '{"iat":1795345205,"exp":1795441599}',
      [
        'iat-future: 1 hour, 2026-11-22T11:00:05Z,  The offset looks like a time zone: local time may have been taken for UTC. payload «1795345205»',
        'time-timezone-offset: iat, 1 payload «1795345205»',
      ],
    ],
    ['{"iat":1795345206,"exp":1795441599}', ['iat-future: 1 hour, 2026-11-22T11:00:06Z,  payload «1795345206»']],
    [
      '{"iat":1795345080,"exp":1795441599}',
      [
        'iat-future: 58 minutes, 2026-11-22T10:58:00Z,  The offset looks like a time zone: local time may have been taken for UTC. payload «1795345080»',
        'time-timezone-offset: iat, 1 payload «1795345080»',
      ],
    ],
    ['{"iat":1795345079,"exp":1795441599}', ['iat-future: 57 minutes, 2026-11-22T10:57:59Z,  payload «1795345079»']],
    [
      '{"iat":1795347000,"exp":1795441599}',
      [
        'iat-future: 1 hour 30 minutes, 2026-11-22T11:30:00Z,  The offset looks like a time zone: local time may have been taken for UTC. payload «1795347000»',
        'time-timezone-offset: iat, 1.5 payload «1795347000»',
      ],
    ],
    ['{"iat":1795343400,"exp":1795441599}', ['iat-future: 30 minutes, 2026-11-22T10:30:00Z,  payload «1795343400»']],
    ['{"iat":1795346100,"exp":1795441599}', ['iat-future: 1 hour 15 minutes, 2026-11-22T11:15:00Z,  payload «1795346100»']],
    [
      '{"iat":1795348800,"exp":1795441599}',
      [
        'iat-future: 2 hours, 2026-11-22T12:00:00Z,  The offset looks like a time zone: local time may have been taken for UTC. payload «1795348800»',
        'time-timezone-offset: iat, 2 payload «1795348800»',
      ],
    ],
    [
      '{"iat":1795392000,"exp":1795441599}',
      [
        'iat-future: 14 hours, 2026-11-23T00:00:00Z,  The offset looks like a time zone: local time may have been taken for UTC. payload «1795392000»',
        'time-timezone-offset: iat, 14 payload «1795392000»',
      ],
    ],
    ['{"iat":1795393800,"exp":1795441599}', ['iat-future: 14 hours, 2026-11-23T00:30:00Z,  payload «1795393800»']],
    [
      '{"iat":1795345140,"exp":1795441599}',
      [
        'iat-future: 59 minutes, 2026-11-22T10:59:00Z,  The offset looks like a time zone: local time may have been taken for UTC. payload «1795345140»',
        'time-timezone-offset: iat, 1 payload «1795345140»',
      ],
    ],
    [
      '{"nbf":1795348800,"exp":1795441599}',
      [
        'nbf-future: 2 hours, 2026-11-22T12:00:00Z,  The offset looks like a time zone: local time may have been taken for UTC. payload «1795348800»',
        'time-timezone-offset: nbf, 2 payload «1795348800»',
      ],
    ],
    [
      '{"nbf":1795341605,"exp":1795341605}',
      [
        'nbf-future: 5 seconds, 2026-11-22T10:00:05Z,  The issuer’s and verifier’s clocks may differ. payload «1795341605»',
        'time-order: nbf payload «1795341605»',
      ],
    ],
    ['{"nbf":1795341595,"exp":1795341605}', []],
    [
      '{"iat":1795341595,"exp":1795341595}',
      [
        'exp-expired: 5 seconds, 2026-11-22T09:59:55Z payload «1795341595» → Let it expire 15 minutes from now: "1795341595" ⇒ "1795342500"',
        'exp-at-skew: 5 payload «1795341595»',
        'time-order: iat payload «1795341595»',
      ],
    ],
    [
      '{"iat":1795341595,"nbf":1795341591,"exp":1795341595}',
      [
        'exp-expired: 5 seconds, 2026-11-22T09:59:55Z payload «1795341595» → Let it expire 15 minutes from now: "1795341595" ⇒ "1795342500"',
        'exp-at-skew: 5 payload «1795341595»',
        'time-order: iat payload «1795341595»',
      ],
    ],
    ['{"iat":1795341600,"nbf":1795341300,"exp":1795342599}', []],
    ['{"iat":1795341600,"nbf":1795341299,"exp":1795342599}', ['time-nbf-before-iat: 5 minutes payload «1795341299»']],
    ['{"iat":1795341600,"nbf":0,"exp":1795342599}', []],
  ])('%s', (payload, lines) => expect(told(timeWindow, token(payload), { now: NOW })).toEqual(lines))
})

describe('how long a token lasts', () => {
  it.each<[string, string[]]>([
    ['{"scope":"a","iat":1795341600,"exp":1795345200}', []],
    ['{"scope":"a","iat":1795341600,"exp":1795345800}', []],
    ['{"scope":"a","iat":1795341600,"exp":1795345801}', ['time-lifetime-access (info): 1 hour 10 minutes payload «1795345801»']],
    ['{"scope":"a","iat":1795341600,"exp":1795428000}', ['time-lifetime-access (info): 1 day payload «1795428000»']],
    ['{"scope":"a","iat":1795341600,"exp":1795428001}', ['time-lifetime-access: 1 day payload «1795428001»']],
    ['{"scope":"a","iat":1795341600,"exp":1826964000}', ['time-lifetime-access: 1 year payload «1826964000»']],
    ['{"scope":"a","iat":1795341600,"exp":1826964001}', ['time-forever: 2027-11-23, 1 year, 1 payload «1826964001»']],
    ['{"scp":"a","nbf":1795341600,"exp":1795350600}', ['time-lifetime-access (info): 2 hours 30 minutes payload «1795350600»']],
    ['{"client_id":"a","iat":1795341600,"exp":1795350600}', ['time-lifetime-access (info): 2 hours 30 minutes payload «1795350600»']],
    ['{"x":"a","iat":1795341600,"exp":1795350600}', []],
    ['{"scope":"a","exp":1795350600}', []],
    ['{"scope":"a","iat":0,"exp":1795350600}', []],
    ['{"exp":1826964000}', []],
    ['{"exp":1826964001}', ['time-forever: 2027-11-23, , 1 payload «1826964001»']],
    ['{"exp":2147483647,"iat":2147000000}', []],
    ['{"exp":2147483648,"iat":2147000000}', ['time-forever (info): 2038-01-19, 5 days, 0 payload «2147483648»']],
    ['{"exp":99999999998}', ['time-forever: 5138-11-16, , 1 payload «99999999998»']],
    ['{"exp":9007199254740}', []],
    ['{"auth_time":1794736800,"iat":1795341600}', []],
    ['{"auth_time":1794736799,"iat":1795341600}', ['time-stale-authtime: 7 days, 0 payload «1794736799»']],
    ['{"auth_time":1795341660,"iat":1795341600}', []],
    ['{"auth_time":1795341661,"iat":1795341600}', ['time-stale-authtime: 1 minute, 1 payload «1795341661»']],
    ['{"auth_time":0,"iat":1795341600}', []],
    ['{"auth_time":1786788000}', []],
  ])('%s', (payload, lines) => expect(told(timeLifetime, token(payload), { now: NOW })).toEqual(lines))
})

describe('the leeway', () => {
  it('is allowed as requested', () => {
    const rules = (payload: object, leeway: number) =>
      told(timeWindow, token(JSON.stringify(payload)), { now: NOW, leeway }).map((line) => line.replace(/[: ].*/, ''))
    expect(rules({ exp: NOW - 30 }, 30)).toEqual(['exp-expired', 'exp-at-skew'])
    expect(rules({ exp: NOW - 29 }, 30)).toEqual([])
    expect(rules({ exp: NOW + 999, nbf: NOW + 30 }, 30)).toEqual([])
    expect(rules({ exp: NOW + 999, nbf: NOW + 31 }, 30)).toEqual(['nbf-future'])
  })
})
