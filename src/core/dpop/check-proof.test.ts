import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cases } from '../../../checks/cases.ts'
import { athOf, boundToken, JKT, NOW, PRIVATE, printed, proofOf, PUBLIC } from './dpop.fixture.ts'
import { checkProof, MOST_AGE, MOST_AHEAD } from './check-proof.ts'
import type { ProofCheckId } from './proof-check.ts'
import { readDpopRequest } from './read-request.ts'

const request = (proof: string, accessToken?: string, line = 'GET /a HTTP/1.1', host = 'api.example') =>
  `${line}\nHost: ${host}\n${accessToken === undefined ? '' : `Authorization: DPoP ${accessToken}\n`}DPoP: ${proof}\n\n`

async function checked(text: string, now = NOW, leeway = 0) {
  const read = await readDpopRequest(text, text.toLowerCase().indexOf('dpop:'))
  return read ? checkProof(read, { now, leeway }) : []
}
const stateOf = async (text: string, id: ProofCheckId, now = NOW, leeway = 0) =>
  (await checked(text, now, leeway)).find((each) => each.id === id)?.state
const wrong = async (text: string, now = NOW) => (await checked(text, now)).filter(({ state }) => state === 'not-met').map(({ id }) => id)
const open = async (text: string, now = NOW) =>
  (await checked(text, now)).filter(({ state }) => state === 'not-checkable').map(({ id }) => id)

const token = boundToken()
const good = request(await proofOf({ ath: athOf(token) }), token)

describe('the requests of RFC 9449', () => {
  it('to a token endpoint (section 5)', async () => {
    const text = request(printed('dpop-token-request'), undefined, 'POST /token HTTP/1.1', 'server.example.com')
    expect(await wrong(text, 1562262616)).toEqual([])
    expect(await open(text, 1562262616)).toEqual(['nonce', 'ath', 'jkt'])
  })

  it('to a protected resource (section 7.1)', async () => {
    const text = request(
      printed('dpop-protected-resource'),
      'Kz~8mXK1EalYznwH-LC-1fBAo.4Ljp~zsPE_NeO.gxU',
      'GET /protectedresource HTTP/1.1',
      'resource.example.org',
    )
    expect(await wrong(text, 1562262618)).toEqual([])
    expect(await stateOf(text, 'ath', 1562262618)).toBe('met')
    expect(await stateOf(text, 'jkt', 1562262618)).toBe('not-checkable')
  })

  it('with the access token that is bound to its key (section 6.1)', async () => {
    const text = request(
      printed('dpop-protected-resource'),
      printed('jkt-bound-access-token'),
      'GET /protectedresource HTTP/1.1',
      'resource.example.org',
    )
    expect(await stateOf(text, 'jkt', 1562262618)).toBe('met')
    expect(await stateOf(text, 'ath', 1562262618)).toBe('not-met')
  })
})

describe('a request and its proof', () => {
  it('fit if every check passes', async () => {
    expect((await checked(good)).map(({ id, state }) => `${id} ${state}`)).toEqual([
      'one met',
      'form met',
      'signature met',
      'htm met',
      'htu met',
      'iat met',
      'jti met',
      'nonce not-checkable',
      'scheme met',
      'ath met',
      'jkt met',
    ])
  })

  it('give the same result as a curl command', async () => {
    const proof = await proofOf({ ath: athOf(token) })
    const text = `curl https://api.example/a \\\n  -H "Authorization: DPoP ${token}" \\\n  -H "DPoP: ${proof}"`
    const read = await readDpopRequest(text, text.indexOf('DPoP:'))
    expect(checkProof(read!, { now: NOW, leeway: 0 }).filter(({ state }) => state === 'not-met')).toEqual([])
  })

  it('are read only if there is a proof', async () => {
    expect(await readDpopRequest(`GET /a HTTP/1.1\nAuthorization: DPoP ${token}`, 30)).toBeUndefined()
    expect(await readDpopRequest(token, 0)).toBeUndefined()
    expect(await readDpopRequest('', 0)).toBeUndefined()
    expect(await readDpopRequest(`HTTP/1.1 200 OK\nDPoP: ${await proofOf()}`, 20)).toBeUndefined()
  })
})

describe('htu', () => {
  const against = async (htu: unknown, line: string, host?: string) =>
    stateOf(request(await proofOf({ htu }), undefined, line, host), 'htu')

  it.each([
    ['HTTPS://API.example/a', 'GET /a HTTP/1.1', 'api.example'],
    ['https://api.example:443/a', 'GET /a HTTP/1.1', 'api.example'],
    ['https://api.example/a', 'GET /a HTTP/1.1', 'api.example:443'],
    ['https://api.example/a', 'GET /a?b=c HTTP/1.1', 'api.example'],
    ['https://api.example/a?b=c#d', 'GET /a HTTP/1.1', 'api.example'],
    ['https://api.example/b/../a', 'GET /a HTTP/1.1', 'api.example'],
    ['https://api.example/%7euser/%c3%a9', 'GET /~user/%C3%A9 HTTP/1.1', 'api.example'],
    ['https://api.example', 'GET / HTTP/1.1', 'api.example'],
    ['http://localhost:8080/a', 'GET /a HTTP/1.1', 'localhost:8080'],
    ['http://api.example/a', 'GET http://api.example/a HTTP/1.1', 'api.example'],
  ])('%s is for %s on %s', async (htu, line, host) => expect(await against(htu, line, host)).toBe('met'))

  it.each([
    ['https://api.example/a/', 'GET /a HTTP/1.1', 'api.example'],
    ['https://api.example/A', 'GET /a HTTP/1.1', 'api.example'],
    ['https://api.example:8443/a', 'GET /a HTTP/1.1', 'api.example'],
    ['https://other.example/a', 'GET /a HTTP/1.1', 'api.example'],
    ['http://api.example/a', 'GET https://api.example/a HTTP/1.1', 'api.example'],
    ['https://api.example/a%2fb', 'GET /a/b HTTP/1.1', 'api.example'],
    ['https://api.example\\a', 'GET /a HTTP/1.1', 'api.example'],
    ['https:/api.example/a', 'GET /a HTTP/1.1', 'api.example'],
    ['https://api.example/\ta', 'GET /a HTTP/1.1', 'api.example'],
    ['https://user@api.example/a', 'GET /a HTTP/1.1', 'api.example'],
    ['/a', 'GET /a HTTP/1.1', 'api.example'],
    ['', 'GET /a HTTP/1.1', 'api.example'],
    [['https://api.example/a'], 'GET /a HTTP/1.1', 'api.example'],
  ])('%s is not for %s on %s', async (htu, line, host) => expect(await against(htu, line, host)).toBe('not-met'))

  it('is left undecided if the pasted text says too little', async () => {
    expect(await stateOf(`DPoP: ${await proofOf()}`, 'htu')).toBe('not-checkable')
    expect(await against('http://api.example/a', 'GET /a HTTP/1.1')).toBe('not-checkable')
    expect(await stateOf(`curl "$URL" -H "DPoP: ${await proofOf()}"`, 'htu')).toBe('not-checkable')
  })
})

describe('htm', () => {
  it('is compared case-sensitively', async () => {
    expect(await stateOf(request(await proofOf({ htm: 'get' })), 'htm')).toBe('not-met')
    expect(await stateOf(request(await proofOf({ htm: 'POST' })), 'htm')).toBe('not-met')
    expect(await stateOf(request(await proofOf({ htm: ['GET'] })), 'htm')).toBe('not-met')
    expect(await stateOf(`curl -X get https://api.example/a -H 'DPoP: ${await proofOf()}'`, 'htm')).toBe('not-met')
    expect(await stateOf(`DPoP: ${await proofOf()}`, 'htm')).toBe('not-checkable')
  })
})

describe('iat', () => {
  const made = async (iat: unknown, leeway = 0) => stateOf(request(await proofOf({ iat })), 'iat', NOW, leeway)

  it('is accepted for some minutes, and may be slightly in the future', async () => {
    expect(await made(NOW - MOST_AGE)).toBe('met')
    expect(await made(NOW - MOST_AGE - 1)).toBe('not-met')
    expect(await made(NOW - MOST_AGE - 1, 1)).toBe('met')
    expect(await made(NOW + MOST_AHEAD)).toBe('met')
    expect(await made(NOW + MOST_AHEAD + 1)).toBe('not-met')
    expect(await made(String(NOW))).toBe('not-met')
    expect(await made(NOW * 1000)).toBe('not-met')
    expect(await made(undefined)).toBe('not-met')
  })
})

describe('what an attacker tries', () => {
  it('two proofs', async () => {
    const proof = await proofOf()
    expect(await wrong(`GET /a HTTP/1.1\nHost: api.example\nDPoP: ${proof}\nDPoP: ${proof}\n`)).toContain('one')
    expect(await wrong(`GET /a HTTP/1.1\nHost: api.example\nDPoP: ${proof}, ${proof}\n`)).toContain('form')
    expect(await wrong(`GET /a HTTP/1.1\nHost: api.example\nDPoP: ${proof}x\n`)).toContain('signature')
  })

  it('the proof of another access token, or of another key', async () => {
    const other = boundToken({ jkt: 'A'.repeat(43) })
    expect(await wrong(request(await proofOf({ ath: athOf(other) }), token))).toEqual(['ath'])
    expect(await wrong(request(await proofOf({ ath: athOf(other) }), other))).toEqual(['jkt'])
    expect(await wrong(request(await proofOf(), token))).toEqual(['ath'])
    expect(await wrong(request(await proofOf({ ath: athOf(boundToken({})) }), boundToken({})))).toEqual(['jkt'])
    expect(await wrong(request(await proofOf({ ath: athOf(boundToken({ jkt: [JKT] })) }), boundToken({ jkt: [JKT] })))).toEqual(['jkt'])
  })

  it('a bound token as a bearer token, and a second one', async () => {
    const proof = await proofOf({ ath: athOf(token) })
    const lines = (authorization: string) => `GET /a HTTP/1.1\nHost: api.example\n${authorization}\nDPoP: ${proof}\n`
    expect(await wrong(lines(`Authorization: Bearer ${token}`))).toEqual(['scheme'])
    expect(await wrong(lines(`Authorization: DPoP ${token}\nAuthorization: Bearer ${token}`))).toEqual(['scheme'])
    const unbound = boundToken({})
    expect(await open(request(await proofOf({ ath: athOf(unbound) }), unbound).replace(': DPoP', ': Bearer'))).toEqual([
      'nonce',
      'scheme',
      'jkt',
    ])
  })

  it('a header that proves nothing', async () => {
    expect(await wrong(request(await proofOf({}, { typ: 'JWT' })))).toEqual(['form'])
    expect(await wrong(request(await proofOf({}, { typ: undefined })))).toEqual(['form'])
    expect(await wrong(request(await proofOf({}, { jwk: PRIVATE })))).toContain('form')
    expect(await wrong(request(await proofOf({}, { jwk: undefined })))).toContain('form')
    expect(await wrong(request(await proofOf({}, { jwk: { ...PUBLIC, x: PUBLIC.y } })))).toEqual(['signature'])
    const part = (content: object) => Buffer.from(JSON.stringify(content)).toString('base64url')
    const claims = { jti: 'a', htm: 'GET', htu: 'https://api.example/a', iat: NOW }
    for (const alg of ['none', 'HS256', 'A128KW']) {
      const forged = `${part({ typ: 'dpop+jwt', alg, jwk: PUBLIC })}.${part(claims)}.AAAA`
      expect(await wrong(request(forged))).toContain('form')
      expect(await stateOf(request(forged), 'signature')).not.toBe('met')
    }
  })

  it('a token without what every proof must have', async () => {
    expect(await wrong(request(await proofOf({ jti: '' })))).toEqual(['jti'])
    expect(await wrong(request(await proofOf({ jti: undefined })))).toEqual(['form', 'jti'])
    expect(await wrong(request('a.b.c'))).toEqual(['form'])
    expect(await wrong(request(''))).toEqual(['form'])
  })

  it('any single change of the token or the proof', async () => {
    const from = good.indexOf(token)
    const places = Array.from({ length: good.length }, (_, at) => at).flatMap((at) =>
      at >= from && !(at >= from + token.length && at < good.indexOf('DPoP: ') + 6) ? [at] : [],
    )
    await fc.assert(
      fc.asyncProperty(
        // The last character of a signature has unused bits, which change nothing (RFC 4648 section 3.5); two line breaks follow it.
        fc.constantFrom(...places.slice(0, -3)),
        fc.constantFrom('A', 'a', '0', '_', '-', 'Z', '.'),
        async (at, character) => {
          if (good[at] === character) return
          const all = await checked(good.slice(0, at) + character + good.slice(at + 1))
          // An invented algorithm may be unknown to this page: then the signature isn't checked, and the request isn't good.
          expect(all.some(({ id, state }) => state === 'not-met' || (id === 'signature' && state === 'not-checkable'))).toBe(true)
        },
      ),
      cases(60),
    )
  })

  it('anything at all', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme' }), fc.string(), async (value, authorization) => {
        for (const each of await checked(`GET /a HTTP/1.1\nAuthorization: ${authorization}\nDPoP: ${value}\n`))
          expect(each.sentence).not.toBe('')
      }),
    )
  })
})

describe('nonce', () => {
  it('is the one from the previous response, if the pasted text includes it', async () => {
    const answer = 'HTTP/1.1 401 Unauthorized\nDPoP-Nonce: fresh\n\n'
    const asked = async (nonce: unknown) => {
      const text = answer + request(await proofOf({ nonce }))
      const read = await readDpopRequest(text, text.indexOf('DPoP: '))
      return checkProof(read!, { now: NOW, leeway: 0 }).find(({ id }) => id === 'nonce')?.state
    }
    expect(await asked('fresh')).toBe('met')
    expect(await asked('stale')).toBe('not-met')
    expect(await asked(undefined)).toBe('not-met')
    expect(await stateOf(request(await proofOf({ nonce: 'any' })), 'nonce')).toBe('not-checkable')
  })
})
