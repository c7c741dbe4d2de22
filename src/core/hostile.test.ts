// Any pasted text gets an answer: every test vector, every hostile shape and random damage, through all code that runs without a browser.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Budget } from './budget.ts'
import { decodeBase64url, encodeBase64url, equalSpellings } from './text/base64url.ts'
import { readClaimsSet } from './claims/claims-set.ts'
import { DIAGNOSTICS } from './diagnostics/index.ts'
import { compactOffset, textSpans } from './paste/found-token.ts'
import { inspect, type Inspection } from './inspect.ts'
import { readKey } from './keys/read/read-key.ts'
import { verifyJws } from './crypto/verify.ts'
import { threadTime } from './thread-time.fixture.ts'
import { readVectorKey, vectorCases, vectorFiles, type VectorCase } from './vectors/vector.fixture.ts'
import { diagnose } from './diagnostics/diagnose.fixture.ts'

/** The milliseconds that an answer may block the thread, on a slow machine. Quadratic work on such texts takes minutes. */
const BOUND = 5_000
/** The limit by the clock, since a busy machine gives a thread little of its time. */
const PATIENCE = { timeout: 300_000 }
const NOW = 1_795_000_000
const HEADER = encodeBase64url(new TextEncoder().encode('{"alg":"HS256"}'))
const part = (text: string) => encodeBase64url(new TextEncoder().encode(text))
const withPayload = (json: string) => `${HEADER}.${part(json)}.AAAA`

/** Every text of a case that someone could paste. */
function textsOf(vector: VectorCase): string[] {
  const texts = [vector.token, vector.input, vector.text]
  for (const object of [vector.jws_json, vector.jwe_json, vector.jwk, vector.jwks]) texts.push(object && JSON.stringify(object))
  if (vector.bytes_b64 !== undefined) {
    const raw = Buffer.from(vector.bytes_b64, 'base64')
    texts.push(
      raw.toString('utf8'),
      raw.toString('latin1'),
      `${HEADER}.${raw.toString('base64url')}.AAAA`,
      `${raw.toString('base64url')}.e30.AAAA`,
    )
  }
  return texts.filter((text) => text !== undefined)
}

/** Cheaper than `expect`, which would be called a million times here. */
function ensure(holds: boolean, what: string): void {
  if (!holds) throw new Error(`${what} does not hold`)
}

/** Everything that the page asks about a text, with what must be true of any answer. */
function examine(text: string): Inspection {
  const inspection = inspect(text)
  const { token } = inspection
  for (const found of inspection.found.slice(0, 20)) {
    ensure(found.span.from >= 0 && found.span.to <= text.length, 'that a token lies within the text')
    if (found.wrapper === 'json-serialization' || found.compact.length === 0) continue
    // The position of a span in the text is where the token has those characters.
    const at = Math.floor(found.compact.length / 2)
    const [span] = textSpans(found, { from: at, to: at + 1 })
    const there = text.slice(span!.from, span!.to)
    ensure((there.length === 3 ? decodeURIComponent(there) : there) === found.compact[at], 'that a span slices back')
    ensure(compactOffset(found, span!.from) === at, 'that an offset comes back')
    const whole = textSpans(found, { from: 0, to: found.compact.length })
    ensure(
      whole[0]!.from === found.pieces[1] && whole.at(-1)!.to === found.pieces[found.pieces.length - 1],
      'that the whole token has its span',
    )
  }
  for (const { from, to } of inspection.ignored) ensure(/\S/.test(text.slice(from, to)), 'that what is ignored is not just whitespace')
  if (!token) {
    ensure(/^[\s\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]*$/.test(text), 'that only whitespace contains nothing')
    return inspection
  }
  for (const { at, text: characters } of token.segments) ensure(token.compact.startsWith(characters, at), 'that a segment is where it says')
  for (const decoded of [token.header.decoded, token.payload?.decoded]) {
    if (!decoded) continue
    if (decoded.utf8) ensure(Buffer.from(decoded.text).equals(decoded.bytes), 'that text and bytes are the same')
    for (const { from, to } of decoded.json.errors) ensure(from >= 0 && to <= decoded.text.length + 1, 'that an error lies within the text')
    const { root } = decoded.json
    if (root?.type !== 'object') continue
    for (const { nameSpan, value } of root.members.slice(0, 50)) {
      ensure(
        decoded.text[nameSpan.from] === '"' && value.from >= nameSpan.to && value.to <= decoded.text.length,
        'that a member has its place',
      )
    }
  }
  const context = { inspection, token, header: token.header.parameters, claims: readClaimsSet(token), now: NOW, leeway: 0 }
  for (const { rule, args = {} } of diagnose(context))
    ensure(DIAGNOSTICS.get(rule)!.message(args).length > 0, `that ${rule} says something`)
  return inspection
}

/** `examine` within the time limit. */
function examineInTime(text: string): Inspection {
  const begin = threadTime()
  const inspection = examine(text)
  expect(threadTime() - begin, 'milliseconds of work').toBeLessThan(BOUND)
  return inspection
}

/** Examining a text twice gives the same result. */
function examineTwice(text: string): void {
  const [first, second] = [examine(text), examine(text)]
  ensure(JSON.stringify(comparable(first)) === JSON.stringify(comparable(second)), 'that the same text gets the same answer')
}

/** An inspection as plain data, without its functions. */
function comparable(inspection: Inspection): unknown {
  const { found, index, ignored, token } = inspection
  const claims = readClaimsSet(token)
  const findings = token && diagnose({ inspection, token, header: token.header.parameters, claims, now: NOW, leeway: 0 })
  return { found, index, ignored, wellFormed: token?.wellFormed, alg: token?.header.alg, kind: token?.object?.kind, findings }
}

describe.each(vectorFiles())('the vectors of %s', (file) => {
  it('are all answered, the same way each time', PATIENCE, () => {
    for (const vector of vectorCases(file)) {
      for (const text of textsOf(vector)) {
        examineTwice(text)
        examine(`Authorization: Bearer ${text}\n`)
        examine(JSON.stringify({ token: text }))
      }
    }
  })

  it('are all answered in the key box', async () => {
    for (const vector of vectorCases(file)) {
      for (const text of textsOf(vector)) {
        for (const alg of ['HS256', 'RS256', undefined]) {
          const reading = await readKey(text, { alg })
          ensure(reading.problem === undefined || reading.problem.found.length > 0, `that ${vector.id} is read or refused in words`)
        }
      }
    }
  })
})

// Shapes that took some code seconds because its work was quadratic or used up the stack.
const SHAPES: Record<string, (n: number) => string> = {
  dots: (n) => '.'.repeat(n),
  'a header and dots': (n) => HEADER + '.'.repeat(n),
  'a token and tildes': (n) => `${HEADER}.e30.AAAA${'~'.repeat(n)}`,
  'a token, tildes and dots': (n) => `${HEADER}.e30.AAAA${'~.'.repeat(n)}`,
  'one run of letters': (n) => 'A'.repeat(n),
  'beginnings without an end': (n) => 'eyJA/'.repeat(n),
  'beginnings with percent signs': (n) => 'eyJ%'.repeat(n),
  'encoded padding': (n) => `eyJA${'%3D'.repeat(n)}`,
  'encoded characters': (n) => '%2B'.repeat(n),
  'percent signs': (n) => '%'.repeat(n),
  'padding before a letter': (n) => `${'='.repeat(n)}x`,
  'padding within a segment': (n) => `${HEADER}.${'A='.repeat(n)}.AAAA`,
  'the other alphabet': (n) => `${HEADER}.${'+/'.repeat(n)}.AAAA`,
  'spaces before, within and after': (n) => `${' '.repeat(n)}x${' '.repeat(n)}y${' '.repeat(n)}`,
  'a space after every character': (n) => `${HEADER}.e30.${'A '.repeat(n)}`,
  'zero-width characters': (n) => '\u200b'.repeat(n),
  quotes: (n) => '"'.repeat(n),
  'closing brackets': (n) => `x${')'.repeat(n)}`,
  schemes: (n) => 'bearer '.repeat(n),
  'header names': (n) => `${'authorization: '.repeat(n)}x`,
  NUL: (n) => '\0'.repeat(n),
  'lone surrogates': (n) => '\ud800'.repeat(n),
  emoji: (n) => '😀'.repeat(n),
  'a token wrapped over many lines': (n) => `${HEADER}.${`${'A'.repeat(76)}\n`.repeat(n / 50)}`,
  'lines that look like one token each': (n) => `${HEADER}.${`${'A'.repeat(50)}.\n`.repeat(n / 50)}`,
  'one token many times': (n) => `${HEADER}.e30.AAAA\n`.repeat(n / 10),
  'many tokens': (n) => Array.from({ length: n / 10 }, (_, i) => withPayload(`{"a":${i}}`)).join('\n'),
  'an object nested': (n) => withPayload(`${'{"a":'.repeat(n)}1${'}'.repeat(n)}`),
  'arrays nested': (n) => withPayload(`${'['.repeat(n)}${']'.repeat(n)}`),
  'arrays nested in the header': (n) => `${part(`{"alg":"HS256","a":${'['.repeat(n)}${']'.repeat(n)}}`)}.e30.AAAA`,
  'brackets that never close': (n) => withPayload('['.repeat(n)),
  'many members': (n) => withPayload(`{${Array.from({ length: n }, (_, i) => `"k${i}":${i}`).join()}}`),
  'one member many times': (n) => withPayload(`{${Array.from({ length: n }, (_, i) => `"k":${i}`).join()}}`),
  'many errors': (n) => withPayload(`{${'"k":x,'.repeat(n)}`),
  'one long string': (n) => withPayload(`{"a":"${'x'.repeat(n * 10)}"}`),
  'one long number': (n) => withPayload(`{"exp":${'1'.repeat(n)}}`),
  'many critical names': (n) => `${part(`{"alg":"HS256","crit":[${Array.from({ length: n }, (_, i) => `"k${i}"`).join()}]}`)}.e30.AAAA`,
  'a JSON serialization, nested': (n) => `{"payload":"e30","signature":"AA","x":${'['.repeat(n)}${']'.repeat(n)}}`,
  'a JSON serialization of many signatures': (n) =>
    JSON.stringify({ payload: 'e30', signatures: Array.from({ length: n / 10 }, () => ({ protected: HEADER, signature: 'AA' })) }),
  'a JSON serialization that never closes': (n) => '{"signature":'.repeat(n),
}

describe('text of a hundred thousand pieces is answered', PATIENCE, () => {
  it.each(Object.entries(SHAPES))('%s', (_, make) => {
    examineInTime(make(100_000))
  })
})

describe('ten megabytes are answered', PATIENCE, () => {
  it.each(['dots', 'one run of letters', 'padding before a letter', 'a space after every character'])('%s', (name) => {
    examineInTime(SHAPES[name]!(name === 'a space after every character' ? 5_000_000 : 10_000_000))
  })
  it('a token with one long claim', () => {
    expect(examineInTime(withPayload(`{"exp":1,"a":"${'x'.repeat(7_500_000)}"}`)).token?.wellFormed).toBe(true)
  })
})

describe('the key box answers', () => {
  const label = '-----BEGIN PUBLIC KEY-----'
  const nested = `${'['.repeat(100_000)}${']'.repeat(100_000)}`
  const ofAnyKind = 'secret, not-a-key'
  /** The expected answers where a secret is allowed and where a key is required: the kind of text, or what is wrong with it. */
  const texts: [name: string, text: string, answers: string][] = [
    ['ten megabytes', 'A'.repeat(10_000_000), 'key-too-long'],
    ['a PEM of five megabytes', `${label}\n${'A'.repeat(5_000_000)}`, 'key-too-long'],
    ['as many letters as a key may have', 'A'.repeat(250_000), ofAnyKind],
    ['as many hexadecimal digits as a key may have', '0a'.repeat(125_000), ofAnyKind],
    ['a PEM label many times', `${label}\n`.repeat(9_000), 'key-pem-damaged'],
    ['a PEM that never ends', `${label}\n${'A'.repeat(240_000)}`, 'key-der-unreadable'],
    ['dashes', '-'.repeat(250_000), ofAnyKind],
    ['a nested JWK', `{"kty":"oct","k":"AA","x":${nested}}`, 'key'],
    ['a nested JWK Set', `{"keys":${nested}}`, 'key-set-empty'],
    ['brackets that never close', '{"keys":['.repeat(25_000), 'key-json-damaged'],
    ['a JWK Set of many keys', JSON.stringify({ keys: Array.from({ length: 2000 }, () => ({ kty: 'oct', k: 'AAAA' })) }), 'key-set'],
    ['DER lengths that lie', `MIIB${'//8'.repeat(1000)}`, ofAnyKind],
    ['DER nested', Buffer.from(Array.from({ length: 30_000 }, () => [0x30, 0x80]).flat()).toString('base64'), ofAnyKind],
    ['SSH without end', `ssh-rsa ${'AAAA'.repeat(60_000)}`, 'key-unsupported'],
    ['spaces', ' '.repeat(250_000), 'secret, empty'],
  ]
  it.each(texts)('%s', PATIENCE, async (_, text, answers) => {
    const [secretAllowed, keyDue = secretAllowed] = answers.split(', ')
    for (const [alg, expected] of [
      ['HS256', secretAllowed],
      [undefined, secretAllowed],
      ['RS256', keyDue],
    ]) {
      const begin = threadTime()
      // The page stops by the clock. Here processor time counts, whatever else the machine is doing.
      const { kind, keys, problem } = await readKey(text, { alg, budget: new Budget({ milliseconds: BOUND * 10 }) })
      expect(threadTime() - begin, 'milliseconds of work').toBeLessThan(BOUND)
      expect(problem?.id ?? kind, `for ${alg}`).toBe(expected)
      // A key or the reason why there is none, never both and never neither.
      expect(keys.length, `for ${alg}`).toBe(kind === 'key-set' ? 2000 : problem || kind === 'empty' ? 0 : 1)
    }
  })

  it('any text', async () => {
    const ruined = fc.tuple(fc.constantFrom(...vectorCases('keys').map((one) => one.input!)), fc.nat(), fc.nat({ max: 40 }), fc.string())
    await fc.assert(
      fc.asyncProperty(ruined, fc.constantFrom('HS256', 'RS256', undefined), async ([text, at, length, insert], alg) => {
        const place = at % (text.length + 1)
        const { problem, keys } = await readKey(text.slice(0, place) + insert + text.slice(place + length), { alg })
        expect(problem === undefined || keys.length === 0 || keys.length > 1).toBe(true)
      }),
    )
  })
})

describe('base64url', () => {
  it('decodes to the bytes that were encoded, without a defect', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        const text = encodeBase64url(bytes)
        expect(text).toBe(Buffer.from(bytes).toString('base64url'))
        expect(decodeBase64url(text)).toEqual({ bytes: new Uint8Array(bytes), defects: [] })
      }),
    )
  })

  const nearly = fc.array(fc.constantFrom(...'AQZaz09-_+/= \n.\u{1f600}\u00e9'.split('')), { maxLength: 12 }).map((all) => all.join(''))

  it('has no defect exactly if an encoder would have produced it', () => {
    fc.assert(
      fc.property(fc.oneof(nearly, fc.string({ unit: 'binary' })), (text) => {
        const { bytes, defects } = decodeBase64url(text)
        expect(defects.length === 0).toBe(encodeBase64url(bytes) === text)
      }),
    )
  })

  it('says where every defect is', () => {
    fc.assert(
      fc.property(nearly, (text) => {
        for (const defect of decodeBase64url(text).defects) {
          if (defect.kind === 'padding') expect(text[defect.at]).toBe('=')
          if (defect.kind === 'standard-alphabet') expect('+/').toContain(text[defect.at])
          if (defect.kind === 'illegal-character') expect(text.codePointAt(defect.at)).toBe(defect.codePoint)
          expect(defect.at >= 0 && defect.at < text.length).toBe(true)
        }
      }),
    )
  })

  it('lists every encoding of the same bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 5 }), (bytes) => {
        const spellings = equalSpellings(encodeBase64url(bytes))
        expect(new Set(spellings).size).toBe([0, 16, 4][bytes.length % 3] || 1)
        for (const spelling of spellings) expect(decodeBase64url(spelling).bytes).toEqual(new Uint8Array(bytes))
      }),
    )
  })
})

describe('text that is searched for tokens', () => {
  const scraps = [
    'eyJ',
    'ey',
    'e30',
    HEADER,
    '.',
    '~',
    ' ',
    '\n',
    '\r\n',
    '\t',
    '=',
    '%3D',
    '%2E',
    '%7E',
    '%',
    '/',
    '+',
    'Bearer ',
    '"',
    'a=',
    '"x":"',
    'A'.repeat(50),
    '\u200b',
    '\ud800',
    '{',
    '}',
    '"signature":"',
    '"payload":"',
  ]
  it('is answered the same way each time, with correct spans', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.array(fc.constantFrom(...scraps), { maxLength: 12 }).map((all) => all.join('')),
          fc.string({ unit: 'binary' }),
        ),
        (text) => {
          examineTwice(text)
        },
      ),
    )
  })

  it('finds a token that was put into it', () => {
    const around = fc.constantFrom(
      ['', ''],
      ['Bearer ', ''],
      ['{"access_token":"', '","x":1}'],
      ['curl -H "Authorization: Bearer ', '" https://a.example'],
      ['id_token=', '&state=1'],
      ['\n  ', '  \n'],
    )
    const claims = fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 2 })).map((value) => JSON.stringify(value))
    fc.assert(
      fc.property(around, claims, ([before, after], json) => {
        const compact = withPayload(json)
        const { found, token } = examine(before + compact + after)
        expect(found.map((each) => each.compact)).toEqual([compact])
        expect(token?.payload?.decoded.text).toBe(json)
      }),
    )
  })
})

describe('a signature that verifies', () => {
  const cases = ['rfc7515-jws', 'rfc7520-jws', 'rfc8037-okp', 'jwtio', 'libraries']
    .flatMap((file) => vectorCases(file))
    .filter((one) => one.type === 'jws' && one.expected.verdict === 'valid' && one.token && one.key && !one.detached_payload)
  const one = (alg: string) => cases.find((each) => each.alg === alg && each.token!.length < 1200)!
  const chosen = ['HS256', 'RS256', 'PS256', 'ES256', 'EdDSA'].map(one)
  const verified = async (text: string, vector: VectorCase) => {
    const { token } = inspect(text)
    if (token?.object?.kind !== 'jws') return { state: 'none', token }
    return { state: (await verifyJws(token.object, await readVectorKey(vector.key!, token.header.alg))).state, token }
  }

  it.each(chosen.map((vector) => [vector.alg, vector] as const))('%s: verifies as published', async (_, vector) => {
    expect(await verified(vector.token!, vector)).toMatchObject({ state: 'valid', token: { wellFormed: true } })
  })

  it.each(chosen.map((vector) => [vector.alg, vector] as const))('%s: does not verify with any single bit changed', async (_, vector) => {
    const parts = vector.token!.split('.')
    for (const [i, each] of parts.entries()) {
      const { bytes } = decodeBase64url(each)
      for (let at = 0; at < bytes.length; at++) {
        const changed = bytes.slice()
        changed[at]! ^= 1 << (at % 8)
        const text = parts.with(i, encodeBase64url(changed)).join('.')
        expect((await verified(text, vector)).state, `part ${i}, byte ${at}`).not.toBe('valid')
      }
    }
  })

  it.each(chosen.map((vector) => [vector.alg, vector] as const))(
    '%s: survives random damage only as another encoding of the same bytes',
    async (_, vector) => {
      const original = vector.token!
      const [header, payload, signature] = original.split('.') as [string, string, string]
      const character = fc.constantFrom(...'AQgwZz09-_+/=.~% \n"\u200b\u00e9'.split(''))
      await fc.assert(
        fc.asyncProperty(fc.nat(), fc.nat({ max: 3 }), fc.array(character, { maxLength: 3 }), async (at, removed, inserted) => {
          const place = at % (original.length + 1)
          const text = original.slice(0, place) + inserted.join('') + original.slice(place + removed)
          const { state, token } = await verified(text, vector)
          if (state !== 'valid') return
          // A tilde turns it into an SD-JWT, and the JWS is the part before it (RFC 9901 section 4).
          const [head, body, sign] = token!.compact.split('~', 1)[0]!.split('.') as [string, string, string]
          expect([head, body]).toEqual([header, payload])
          // The same bytes. An encoding that no encoder produces is not well formed, except for unused bits.
          expect(decodeBase64url(sign).bytes).toEqual(decodeBase64url(signature).bytes)
          if (token!.wellFormed) expect(equalSpellings(signature)).toContain(sign)
        }),
      )
    },
  )
})
