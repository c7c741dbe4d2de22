// Checks that disclosures replace their digests at every depth, unless they are unsigned, repeated or would overwrite a claim.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cases } from '../../../checks/cases.ts'
import { inspect } from '../inspect.ts'
import { segment } from '../diagnostics/token.fixture.ts'
import { processSdJwt } from './process.ts'
import { disclose, sdJwt, sdJwtText, type MadeDisclosure } from './sd-jwt.fixture.ts'

const process = (payload: object | string, ...disclosures: readonly MadeDisclosure[]) => processSdJwt(sdJwt(payload, ...disclosures))!
const states = (payload: object | string, ...disclosures: readonly MadeDisclosure[]) =>
  process(payload, ...disclosures).disclosures.map(({ state }) => state)

const name = disclose(['salt', 'name', 'Ada'])
const other = disclose(['salt', 'x', 1])

describe('a disclosure', () => {
  test('takes the place of its digest', () => {
    const { payload, disclosures } = process({ iss: 'a', _sd: [name.digest], _sd_alg: 'sha-256' }, name)
    expect(payload!.text).toBe('{"iss":"a","name":"Ada"}')
    expect(disclosures).toMatchObject([{ state: 'matched', digest: name.digest, path: ['name'] }])
  })

  test('of an array element does too, and digests of elements that were not sent leave no gap', () => {
    const element = disclose(['salt', 'DE'])
    const { payload, disclosures } = process({ nationalities: [{ '...': element.digest }, 'FR', { '...': other.digest }] }, element)
    expect(payload!.text).toBe('{"nationalities":["DE","FR"]}')
    expect(disclosures[0]!.path).toEqual(['nationalities', 0])
  })

  test('inside another is found, whatever their order', () => {
    const street = disclose(['salt', 'street', 'Main St.'])
    const address = disclose(['salt', 'address', { _sd: [street.digest], country: 'DE' }])
    for (const order of [
      [street, address],
      [address, street],
    ]) {
      const { payload, disclosures } = process({ _sd: [address.digest] }, ...order)
      expect(JSON.parse(payload!.text)).toEqual({ address: { street: 'Main St.', country: 'DE' } })
      expect(disclosures[order.indexOf(street)]!.path).toEqual(['address', 'street'])
    }
  })

  test('inside one that was not sent is unreferenced', () => {
    const street = disclose(['salt', 'street', 'Main St.'])
    const address = disclose(['salt', 'address', { _sd: [street.digest] }])
    expect(states({ _sd: [address.digest] }, street)).toEqual(['unreferenced'])
  })

  test('keeps its numbers and strings exactly', () => {
    const lossless = disclose('["salt", "n\\u0061me", [1.0, 9007199254740993, "\\u00e9"]]')
    const { payload } = process(`{"exp": 1.50e3, "_sd": ["${lossless.digest}"]}`, lossless)
    expect(payload!.text).toBe('{"exp":1.50e3,"n\\u0061me":[1.0,9007199254740993,"\\u00e9"]}')
  })

  test('has the span of its digest', () => {
    const text = JSON.stringify({ iss: 'a', _sd: [name.digest] })
    const { payload } = process(text, name)
    const member = payload!.root.members.find((each) => each.name === 'name')!
    expect(text.slice(member.value.from, member.value.to)).toBe(`"${name.digest}"`)
  })

  test('may be hashed with SHA-512', () => {
    expect(states({ _sd: [name.digest], _sd_alg: 'sha-512' }, name)).toEqual(['unreferenced'])
  })
})

describe('a disclosure is never used that', () => {
  test('no one signed', () => {
    const { payload, disclosures } = process({ _sd: [name.digest] }, other)
    expect(disclosures).toMatchObject([{ state: 'unreferenced', path: undefined }])
    expect(payload!.text).toBe('{}')
  })

  test('comes twice', () => {
    expect(states({ _sd: [name.digest] }, name, name)).toEqual(['matched', 'repeated'])
  })

  test('has its digest in the payload twice', () => {
    const { problems, disclosures } = process({ _sd: [name.digest], deep: { _sd: [name.digest] } }, name)
    expect(disclosures[0]!.state).toBe('repeated')
    expect(problems).toMatchObject([{ kind: 'digest-repeated', name: name.digest }])
  })

  test('would overwrite a claim', () => {
    const iss = disclose(['salt', 'iss', 'https://evil.example'])
    const { payload, disclosures } = process({ _sd: [iss.digest], iss: 'https://good.example' }, iss)
    expect(disclosures[0]!.state).toBe('overwrites')
    expect(payload!.text).toBe('{"iss":"https://good.example"}')
  })

  test('would overwrite a claim that another disclosed', () => {
    const twin = disclose(['other salt', 'name', 'Eve'])
    expect(states({ _sd: [name.digest, twin.digest] }, name, twin)).toEqual(['matched', 'overwrites'])
  })

  test.each(['_sd', '...'])('is named %s', (reserved) => {
    const bad = disclose(['salt', reserved, [name.digest]])
    expect(states({ _sd: [bad.digest] }, bad, name)).toEqual(['malformed', 'unreferenced'])
  })

  test.each<[string, readonly unknown[] | string]>([
    ['is an object', '{"salt":1}'],
    ['has one element', ['salt']],
    ['has four', ['salt', 'a', 1, 2]],
    ['has a salt that is a number', [1, 'a', 1]],
    ['has a name that is a number', ['salt', 1, 1]],
    ['is not JSON', 'salt'],
  ])('%s', (_, items) => {
    const bad = disclose(items)
    expect(states({ _sd: [bad.digest] }, bad)).toEqual(['malformed'])
  })

  test('names a claim where an array element should be, or none where a claim should', () => {
    const element = disclose(['salt', 'DE'])
    expect(states({ list: [{ '...': name.digest }], _sd: [element.digest] }, name, element)).toEqual(['malformed', 'malformed'])
  })

  test('contains padding or another foreign character', () => {
    const padded = { ...name, text: `${name.text}=` }
    expect(states({ _sd: [disclose(['salt', 'name', 'Ada']).digest] }, padded)).toEqual(['malformed'])
  })
})

describe('a payload', () => {
  test('that repeats a decoy digest is reported', () => {
    expect(process({ _sd: [other.digest, other.digest] }).problems).toMatchObject([{ kind: 'digest-repeated' }])
  })

  test.each<[string, object, string]>([
    ['"_sd" that is a string', { _sd: name.digest }, '_sd'],
    ['"_sd" with a number', { _sd: [1] }, '_sd'],
    ['"..." as a claim', { '...': name.digest }, '...'],
    ['"..." beside another name', { list: [{ '...': name.digest, a: 1 }] }, '...'],
    ['"..." that is a number', { list: [{ '...': 1 }] }, '...'],
  ])('that has %s uses a reserved name', (_, value, reserved) => {
    const { problems, payload, disclosures } = process(value, name)
    expect(problems).toMatchObject([{ kind: 'reserved-name', name: reserved }])
    expect(payload!.text).not.toContain(reserved)
    expect(disclosures[0]!.state).toBe('unreferenced')
  })

  test.each<[string, unknown]>([
    ['names a hash that is not supported here', 'md5'],
    ['is not a string', 256],
    ['names a member that every object inherits', 'toString'],
  ])('whose "_sd_alg" %s leaves everything unmatched', (_, alg) => {
    const { hash, disclosures, problems } = process({ _sd: [name.digest], _sd_alg: alg }, name)
    expect(hash).toBeUndefined()
    expect(disclosures).toMatchObject([{ state: 'unreferenced', digest: undefined }])
    expect(problems).toMatchObject([{ kind: 'alg-unknown' }])
  })

  test('that is not an object has no processed payload', () => {
    expect(process('[]', name)).toMatchObject({ payload: undefined, disclosures: [{ state: 'unreferenced' }] })
  })
})

test('five thousand disclosures, each inside the next, are processed as far as the limit', () => {
  const chain: MadeDisclosure[] = [name]
  for (let i = 1; i < 5000; i++) chain.push(disclose(['salt', 'a', { _sd: [chain[i - 1]!.digest] }]))
  const { disclosures, problems } = process({ _sd: [chain[4999]!.digest] }, ...chain)
  expect(problems).toMatchObject([{ kind: 'too-deep' }])
  expect(disclosures[4999]!.state).toBe('matched')
  expect(disclosures[0]!.state).toBe('unreferenced')
})

test('any input is processed, and only what was disclosed appears', () => {
  const value = fc.jsonValue({ maxDepth: 3 })
  const made = fc.oneof(
    fc.tuple(fc.string(), fc.constantFrom('a', 'b', '_sd', '...', 'iss'), value).map((items) => disclose(items)),
    fc.tuple(fc.string(), value).map((items) => disclose(items)),
    value.map((each) => disclose(JSON.stringify(each))),
  )
  fc.assert(
    fc.property(fc.array(made, { maxLength: 6 }), fc.array(fc.nat(6), { maxLength: 4 }), value, (disclosures, referred, rest) => {
      const digests = referred.map((i) => disclosures[i]?.digest ?? 'decoy')
      const payload = { iss: 'x', _sd: digests, list: digests.slice(0, 1).map((digest) => ({ '...': digest })), rest }
      const result = processSdJwt(inspect(sdJwtText(payload, disclosures)).token!)!
      expect(result.disclosures).toHaveLength(disclosures.length)
      const processed = JSON.parse(result.payload!.text) as Record<string, unknown>
      expect(processed['iss']).toBe('x')
      result.disclosures.forEach(({ state, digest }) => {
        if (state === 'matched') expect(digests).toContain(digest)
      })
    }),
    cases(200),
  )
})

test('the JSON serialization is processed the same way, and hashes the same presentation', () => {
  const compact = sdJwt({ _sd: [name.digest] }, name)
  const [header, payload, signature] = compact.segments.map(({ text }) => text)
  const flattened = inspect(JSON.stringify({ payload, protected: header, signature, header: { disclosures: [name.text] } })).token!
  expect(flattened).toMatchObject({ wellFormed: true, object: { form: 'flattened' } })
  expect(processSdJwt(flattened)!.payload!.text).toBe('{"name":"Ada"}')
  expect(flattened.sdJwt!.presented).toBe(compact.sdJwt!.presented)
})

test.each<[string, object]>([
  ['"disclosures" that are a string', { disclosures: segment('x') }],
  ['"kb_jwt" that is a number', { disclosures: [], kb_jwt: 1 }],
  ['"kb_jwt" alone', { kb_jwt: 'a.b.c' }],
])('a JSON serialization with %s is malformed', (_, header) => {
  const text = JSON.stringify({ payload: segment({ _sd: [] }), protected: segment({ alg: 'ES256' }), signature: 'AAAA', header })
  expect(inspect(text).token!.wellFormed).toBe(false)
})

describe('five thousand disclosures', () => {
  const made = disclose(['salt', 'a', 1])
  const read = (count: number) => sdJwt({}, ...Array.from({ length: count }, () => made))

  test('are all read', () => {
    expect(read(5000)).toMatchObject({ wellFormed: true, sdJwt: { wellFormed: true, disclosures: { length: 5000 } } })
  })

  test('and one more makes it malformed', () => {
    expect(read(5001)).toMatchObject({ wellFormed: false, sdJwt: { wellFormed: false, disclosures: { length: 5000 } } })
  })
})
