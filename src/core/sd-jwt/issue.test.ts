// Checks that an SD-JWT issued here can be processed back to its claims, and reveals nothing about what stays hidden.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cases } from '../../../checks/cases.ts'
import { inspect } from '../inspect.ts'
import { SIGNATURE, segment } from '../diagnostics/token.fixture.ts'
import { decodeBase64url } from '../text/base64url.ts'
import { parseJson, type JsonNode } from '../text/json.ts'
import { headerWithType, issueSdJwt, pathKey, type IssueRequest } from './issue.ts'
import { processSdJwt } from './process.ts'
import { sdDigest } from './sd-hash.ts'

const issue = (claims: string, marked: readonly (readonly (string | number)[])[], more: Partial<IssueRequest> = {}) =>
  issueSdJwt({ claims, marked: new Set(marked.map(pathKey)), hash: 'sha-256', decoys: 0, ...more })
const read = (disclosure: string) => new TextDecoder().decode(decodeBase64url(disclosure).bytes)

function processed(claims: string, marked: readonly (readonly (string | number)[])[], more: Partial<IssueRequest> = {}) {
  const { payload, disclosures } = issue(claims, marked, more)
  const text = `${segment({ alg: 'ES256', typ: 'dc+sd-jwt' })}.${segment(payload!)}.${SIGNATURE}~${[...disclosures!, ''].join('~')}`
  return processSdJwt(inspect(text).token!)!
}

describe('an issued SD-JWT', () => {
  test('replaces what is marked with digests, and leaves the rest visible', () => {
    const { payload, disclosures } = issue('{"iss":"a","name":"Ada","n":1.0}', [['name']])
    expect(payload).toBe(`{"_sd":["${sdDigest('sha-256', disclosures![0]!)}"],"iss":"a","n":1.0,"_sd_alg":"sha-256"}`)
    expect(read(disclosures![0]!)).toMatch(/^\["[\w-]{22}","name","Ada"\]$/)
  })

  test('hides array elements, and marked claims inside hidden ones', () => {
    const { payload, disclosures } = issue('{"a":{"b":[1,2],"c":3}}', [['a'], ['a', 'b', 1], ['a', 'c']])
    expect(JSON.parse(payload!)).toEqual({ _sd: [expect.any(String)], _sd_alg: 'sha-256' })
    const [whole, element, member] = disclosures!.map(read)
    expect(JSON.parse(whole!)).toEqual([
      expect.any(String),
      'a',
      { _sd: [sdDigest('sha-256', disclosures![2]!)], b: [1, { '...': sdDigest('sha-256', disclosures![1]!) }] },
    ])
    expect(JSON.parse(element!)).toEqual([expect.any(String), 2])
    expect(JSON.parse(member!)).toEqual([expect.any(String), 'c', 3])
  })

  test('has its digests in an order that reveals nothing about the claims', () => {
    const { payload } = issue('{"a":1,"b":2,"c":3,"d":4,"e":5}', [['a'], ['b'], ['c'], ['d'], ['e']])
    const { _sd } = JSON.parse(payload!) as { _sd: string[] }
    expect(_sd).toEqual(_sd.toSorted())
  })

  test('has a fresh salt for each disclosure', () => {
    const { disclosures } = issue('{"a":1,"b":1}', [['a'], ['b']])
    const salts = disclosures!.map((each) => (JSON.parse(read(each)) as string[])[0])
    expect(new Set(salts).size).toBe(2)
  })

  test('has decoys in every list, and in the root even if nothing is hidden there', () => {
    const { payload, disclosures } = issue('{"a":{"b":1}}', [['a', 'b']], { decoys: 3 })
    const { _sd, a } = JSON.parse(payload!) as { _sd: string[]; a: { _sd: string[] } }
    expect([_sd.length, a._sd.length, disclosures!.length]).toEqual([3, 4, 1])
    expect(new Set([..._sd, ...a._sd]).size).toBe(7)
  })

  test('is bound to the holder’s key, which replaces the one in "cnf"', () => {
    const holderJwk = { kty: 'OKP', crv: 'Ed25519', x: 'abc' }
    const { payload } = issue('{"cnf":{"kid":"old"},"a":1}', [], { holderJwk })
    expect(JSON.parse(payload!)).toEqual({ a: 1, _sd_alg: 'sha-256', cnf: { jwk: holderJwk } })
  })

  test.each(['sha-256', 'sha-384', 'sha-512'] as const)('can be hashed by %s', (hash) => {
    expect(processed('{"a":1}', [['a']], { hash }).payload!.text).toBe('{"a":1}')
  })

  test.each<[string, string, object]>([
    ['an array', '[1]', { kind: 'not-an-object' }],
    ['invalid JSON', '{', { kind: 'not-an-object' }],
    ['"_sd" deep inside', '{"a":[{"_sd":[]}]}', { kind: 'reserved-name', name: '_sd' }],
    ['"..."', '{"a":{"...":1}}', { kind: 'reserved-name', name: '...' }],
    ['"_sd_alg"', '{"_sd_alg":"sha-256"}', { kind: 'reserved-name', name: '_sd_alg' }],
    ['a repeated name', '{"a":{"b":1,"b":2}}', { kind: 'repeated-name', name: 'b' }],
  ])('is not made from %s', (_, claims, problem) => {
    expect(issue(claims, []).problem).toEqual(problem)
  })
})

describe('a header', () => {
  test.each([
    ['{"alg":"ES256", "typ":"JWT","kid":"a"}', '{"alg":"ES256", "typ":"dc+sd-jwt","kid":"a"}'],
    ['{"alg":"ES256" }', '{"alg":"ES256","typ":"dc+sd-jwt" }'],
    ['{}', '{"typ":"dc+sd-jwt"}'],
    ['{ "typ" : "dc+sd-jwt" }', '{ "typ" : "dc+sd-jwt" }'],
  ])('%s gets the type and keeps the rest', (text, expected) => expect(headerWithType(text, 'dc+sd-jwt')).toBe(expected))
})

describe('any marked claims', () => {
  const json = fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 3 }), { maxKeys: 5 }).map((value) => JSON.stringify(value))
  const paths = (node: JsonNode, path: readonly (string | number)[] = []): (string | number)[][] =>
    node.type === 'object'
      ? node.members.flatMap(({ name, value }) => [[...path, name], ...paths(value, [...path, name])])
      : node.type === 'array'
        ? node.items.flatMap((item, i) => [[...path, i], ...paths(item, [...path, i])])
        : []

  test('are restored by all disclosures together', () => {
    fc.assert(
      fc.property(json, fc.infiniteStream(fc.boolean()), fc.nat(3), (claims, choices, decoys) => {
        const { root } = parseJson(claims)
        const marked = paths(root!).filter(() => choices.next().value)
        if (issue(claims, marked).problem) return
        const { payload, problems, disclosures } = processed(claims, marked, { decoys })
        expect(JSON.parse(payload!.text)).toEqual(JSON.parse(claims))
        expect(problems).toEqual([])
        expect(disclosures.every(({ state }) => state === 'matched')).toBe(true)
        expect(disclosures.length).toBe(marked.length)
      }),
      cases(50),
    )
  })
})
