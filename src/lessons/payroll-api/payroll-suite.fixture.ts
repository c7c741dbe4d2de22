// The tests of the payroll API, which run both in process and through a real server.
import { encodeText } from '../../core/text/base64url.ts'
import { decodeJwt, decodeProtectedHeader } from 'jose'
import { describe, expect, test } from 'vitest'
import type { MovableClock } from './clock.ts'
import { generatedKey, keyRing, randomSecret, hmacKey } from './key-ring.ts'
import { createPayrollApi, type PayrollApi, type PayrollOptions, type ServerRecord } from './api.ts'
import { accessClaims, signAccessToken } from './access-token.ts'
import { movableClock } from './clock.ts'

const START = Date.UTC(2026, 10, 22, 9, 0, 0)

export interface Carrier {
  send(path: string, init?: RequestInit): Promise<Response>
  stop(): Promise<void>
}

interface Desk {
  readonly api: PayrollApi
  readonly clock: MovableClock
  readonly records: ServerRecord[]
  send: Carrier['send']
  signIn(username?: string, password?: string): Promise<Response>
  token(username?: string, password?: string): Promise<string>
  payments(token?: string): Promise<Response>
  pay(token: string, body?: unknown): Promise<Response>
}

const json = (body: unknown): RequestInit => ({
  method: 'POST',
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify(body),
})
const cookieOf = (response: Response) => response.headers.getSetCookie()[0] ?? ''
const withCookie = (line: string, init: RequestInit = {}): RequestInit => ({ ...init, headers: { Cookie: line.split(';')[0]! } })

/** Runs the tests over a carrier of requests. */
export function payrollSuite(name: string, carry: (api: PayrollApi) => Promise<Carrier>): void {
  async function at(run: (desk: Desk) => Promise<void>, options: Partial<PayrollOptions> = {}) {
    const clock = movableClock(START)
    const records: ServerRecord[] = []
    const api = await createPayrollApi({ clock, observe: (record) => records.push(record), ...options })
    const carrier = await carry(api)
    const signIn = (username = 'fernando', password = 'blue-harbour-42') =>
      carrier.send('/api/users-sessions', json({ username, password }))
    const bearer = (token: string) => ({ Authorization: `Bearer ${token}` })
    const desk: Desk = {
      api,
      clock,
      records,
      send: carrier.send,
      signIn,
      token: async (...who) => ((await (await signIn(...who)).json()) as { access_token: string }).access_token,
      payments: (token) => carrier.send('/api/payments', token === undefined ? {} : { headers: bearer(token) }),
      pay: (token, body = { to: 'fernando', amount: 9000 }) =>
        carrier.send('/api/payments', {
          method: 'POST',
          headers: { ...bearer(token), 'Content-Type': 'application/json' },
          body: JSON.stringify(body),
        }),
    }
    try {
      await run(desk)
    } finally {
      await carrier.stop()
    }
  }
  const failedStep = (records: readonly ServerRecord[]) => records.at(-1)?.steps.find((step) => step.outcome === 'failed')?.id

  describe(`${name}: signing in`, () => {
    test('gives an access token for 15 minutes with the claims of RFC 9068', () =>
      at(async ({ signIn }) => {
        const response = await signIn()
        expect(response.status).toBe(200)
        expect(response.headers.get('cache-control')).toBe('no-store')
        const body = (await response.json()) as Record<string, string>
        expect(body).toMatchObject({ token_type: 'Bearer', expires_in: 900 })
        expect(decodeProtectedHeader(body['access_token']!)).toEqual({ alg: 'HS256', typ: 'at+jwt', kid: 'k1' })
        const claims = decodeJwt(body['access_token']!)
        expect(claims).toMatchObject({
          iss: 'https://payroll.example',
          sub: 'fernando',
          aud: 'https://payroll.example/api',
          iat: START / 1000,
          exp: START / 1000 + 900,
          admin: false,
        })
        expect(claims.jti).toMatch(/^[0-9a-f-]{36}$/)
      }))
    test('puts the refresh token into a cookie that scripts cannot read', () =>
      at(async ({ signIn }) => {
        const cookie = cookieOf(await signIn())
        expect(cookie).toMatch(/^__Secure-refresh=[A-Za-z0-9_-]{43}; /)
        for (const attribute of ['HttpOnly', 'Secure', 'SameSite=Strict', 'Path=/api/users-sessions', 'Max-Age=604800'])
          expect(cookie).toContain(attribute)
      }))
    test('gives the same answer to a wrong password and an unknown name', () =>
      at(async ({ signIn }) => {
        const [wrong, unknown] = [await signIn('fernando', 'x'), await signIn('nobody', 'x')]
        expect([wrong.status, unknown.status]).toEqual([400, 400])
        expect(wrong.headers.get('www-authenticate')).toBeNull()
        expect(await wrong.text()).toBe(await unknown.text())
      }))
    test.each([
      ['no JSON', '{'],
      ['a list', '[]'],
      ['no password', '{"username":"fernando"}'],
      ['a number', '{"username":1,"password":2}'],
    ])('answers 400 to %s', (_, body) =>
      at(async ({ send }) => {
        expect((await send('/api/users-sessions', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body })).status).toBe(
          400,
        )
      }),
    )
    test('answers 429 to the eleventh sign-in in a minute, for that name only, and says how long to wait', () =>
      at(async ({ signIn, clock }) => {
        for (let i = 0; i < 10; i++) expect((await signIn()).status).toBe(200)
        clock.advance(20)
        const late = await signIn()
        expect([late.status, late.headers.get('retry-after')]).toEqual([429, '40'])
        expect((await signIn('grace', 'quiet-lantern-17')).status).toBe(200)
        clock.advance(40)
        expect((await signIn()).status).toBe(200)
      }))
  })

  describe(`${name}: payments`, () => {
    test('can be read with a token, and every step passes', () =>
      at(async ({ token, payments, records }) => {
        const response = await payments(await token())
        expect(response.status).toBe(200)
        expect(((await response.json()) as { payments: unknown[] }).payments).toHaveLength(2)
        expect(records.at(-1)!.steps.map((step) => step.outcome)).toEqual(Array(8).fill('passed'))
        expect(records.at(-1)!.lookups).toBe(0)
      }))
    test('are refused without a token, with a challenge that names no error', () =>
      at(async ({ payments }) => {
        const response = await payments()
        expect([response.status, response.headers.get('www-authenticate')]).toEqual([401, 'Bearer realm="payroll"'])
        expect(await response.text()).toBe('')
      }))
    test('are refused as an invalid request if one header has two tokens', () =>
      at(async ({ payments }) => {
        const response = await payments('a.b.c d.e.f')
        expect(response.status).toBe(400)
        expect(response.headers.get('www-authenticate')).toContain('error="invalid_request"')
      }))
    test('may be issued only by an admin; otherwise a good token gets 403', () =>
      at(async ({ token, pay, records }) => {
        const refused = await pay(await token())
        expect(refused.status).toBe(403)
        expect(refused.headers.get('www-authenticate')).toContain('error="insufficient_scope"')
        expect(failedStep(records)).toBe('right')
        const issued = await pay(await token('grace', 'quiet-lantern-17'))
        expect([issued.status, await issued.json()]).toEqual([201, { id: 3, to: 'fernando', amount: 9000 }])
      }))
    test('must be well-formed', () =>
      at(async ({ token, pay }) => {
        const grace = await token('grace', 'quiet-lantern-17')
        for (const body of [{}, { to: 'x' }, { to: 'x', amount: -1 }, { to: '', amount: 1 }, []])
          expect((await pay(grace, body)).status).toBe(400)
      }))
    test('are refused when the payload was edited, because of the signature and without reading the claim', () =>
      at(async ({ token, pay, records }) => {
        const [head, , signature] = (await token()).split('.')
        const forged = encodeText(JSON.stringify({ sub: 'fernando', admin: true }))
        const response = await pay(`${head}.${forged}.${signature}`)
        expect(response.status).toBe(401)
        expect(response.headers.get('www-authenticate')).toContain('error="invalid_token"')
        const steps = records.at(-1)!.steps
        expect(steps.find((step) => step.id === 'signature')).toMatchObject({ outcome: 'failed', compare: { received: signature } })
        expect(steps.find((step) => step.id === 'right')!.outcome).toBe('not-reached')
      }))
    test.each(
      ['', '.', '..', 'a.b', 'a.b.c.d.e', 'e30.e30.', 'e30=.e30.AA', 'bnVsbA.e30.AA', 'eyJhIjoxLCJhIjoyfQ.e30.AA', '💥.💥.💥'].map(
        (text) => [text],
      ),
    )('survive the token %j', (token) =>
      at(async ({ send }) => {
        const response = await send('/api/payments', { headers: { Authorization: encodeURI(`Bearer ${token}`) } })
        expect([400, 401]).toContain(response.status)
      }),
    )
  })

  describe(`${name}: claims`, () => {
    const cases: [string, (claims: Record<string, unknown>) => void, string | undefined][] = [
      ['untouched', () => {}, undefined],
      ['expiry in milliseconds', (claims) => (claims['exp'] = Number(claims['exp']) * 1000), 'time'],
      ['Exp instead of exp', (claims) => ((claims['Exp'] = claims['exp']), delete claims['exp']), 'time'],
      ['expiry as text', (claims) => (claims['exp'] = String(claims['exp'])), 'time'],
      ['not before the next hour', (claims) => (claims['nbf'] = Number(claims['iat']) + 3600), 'time'],
      ['issuer and subject swapped', (claims) => ([claims['iss'], claims['sub']] = [claims['sub'], claims['iss']]), 'audience'],
      ['another audience', (claims) => (claims['aud'] = 'https://other.example'), 'audience'],
      [
        'several audiences, ours among them',
        (claims) => (claims['aud'] = ['https://other.example', 'https://payroll.example/api']),
        undefined,
      ],
    ]
    test.each(cases)('%s', (_, change, failed) =>
      at(async ({ api, payments, records }) => {
        const claims = accessClaims(api.directory.find('fernando')!, api.clock)
        change(claims)
        const response = await payments(await signAccessToken(claims, api.keys))
        expect(failedStep(records)).toBe(failed)
        expect(response.status).toBe(failed ? 401 : 200)
      }),
    )
    test('a JWT of another type is not an access token', () =>
      at(async ({ api, payments, records }) => {
        await payments(await signAccessToken(accessClaims(api.directory.find('fernando')!, api.clock), api.keys, 'JWT'))
        expect(failedStep(records)).toBe('audience')
      }))
    test('the token is valid for 15 minutes plus the leeway of 60 seconds', () =>
      at(async ({ token, payments, clock }) => {
        const access = await token()
        clock.advance(900)
        expect((await payments(access)).status).toBe(200)
        clock.advance(59)
        expect((await payments(access)).status).toBe(200)
        clock.advance(1)
        const response = await payments(access)
        expect(response.status).toBe(401)
        expect(response.headers.get('www-authenticate')).toContain('The access token expired')
      }))
  })

  describe(`${name}: renewing`, () => {
    test('rotates the refresh token', () =>
      at(async ({ signIn, send, payments }) => {
        const first = cookieOf(await signIn())
        const renewed = await send('/api/users-sessions/refresh', withCookie(first, { method: 'POST' }))
        expect(renewed.status).toBe(200)
        expect(cookieOf(renewed).split(';')[0]).not.toBe(first.split(';')[0])
        expect((await payments(((await renewed.json()) as { access_token: string }).access_token)).status).toBe(200)
      }))
    test('ends the entire family when a refresh token is used twice', () =>
      at(async ({ signIn, send }) => {
        const first = cookieOf(await signIn())
        const refresh = (cookie: string) => send('/api/users-sessions/refresh', withCookie(cookie, { method: 'POST' }))
        const second = cookieOf(await refresh(first))
        const again = await refresh(first)
        expect(again.status).toBe(400)
        expect(await again.text()).toContain('was used before')
        expect(cookieOf(again)).toContain('Max-Age=0')
        const last = await refresh(second)
        expect(last.status).toBe(400)
        expect(await last.json()).toMatchObject({ error: 'invalid_grant' })
        expect((await refresh(cookieOf(await signIn()))).status).toBe(200)
      }))
    test('needs a known cookie that is less than a week old', () =>
      at(async ({ signIn, send, clock }) => {
        expect((await send('/api/users-sessions/refresh', { method: 'POST' })).status).toBe(400)
        expect((await send('/api/users-sessions/refresh', withCookie('__Secure-refresh=guess', { method: 'POST' }))).status).toBe(400)
        const cookie = cookieOf(await signIn())
        clock.advance(7 * 86400)
        expect((await send('/api/users-sessions/refresh', withCookie(cookie, { method: 'POST' }))).status).toBe(400)
      }))
  })

  describe(`${name}: signing out`, () => {
    const ways = [
      ['stateless', 200, 0],
      ['revocation-list', 401, 1],
      ['token-version', 401, 1],
    ] as const
    test.each(ways)('%s: the old access token then gets %i, with %i lookups per request', (signedIn, status, lookups) =>
      at(
        async ({ signIn, send, payments, records }) => {
          const response = await signIn()
          const access = ((await response.json()) as { access_token: string }).access_token
          expect((await payments(access)).status).toBe(200)
          expect(records.at(-1)!.lookups).toBe(lookups)
          const out = await send('/api/users-sessions', withCookie(cookieOf(response), { method: 'DELETE' }))
          expect([out.status, await out.text()]).toEqual([204, ''])
          expect(cookieOf(out)).toContain('Max-Age=0')
          expect((await payments(access)).status).toBe(status)
        },
        { signedIn },
      ),
    )
    test('a session ends at once, with one lookup per request', () =>
      at(
        async ({ signIn, send, records }) => {
          const cookie = cookieOf(await signIn())
          expect(cookie).toMatch(/^__Host-session=.*HttpOnly; Secure/)
          expect((await send('/api/payments', withCookie(cookie))).status).toBe(200)
          expect(records.at(-1)!.lookups).toBe(1)
          expect((await send('/api/payments', { ...withCookie(cookie), method: 'POST' })).status).toBe(403)
          await send('/api/users-sessions', withCookie(cookie, { method: 'DELETE' }))
          expect((await send('/api/payments', withCookie(cookie))).status).toBe(401)
          expect((await send('/api/payments')).status).toBe(401)
          expect(records.at(-1)!.steps.map(({ id }) => id)).toEqual(['parse', 'revocation', 'right'])
        },
        { signedIn: 'session' },
      ))
  })

  describe(`${name}: a password with each request`, () => {
    test('is checked each time, and its challenge names Basic', () =>
      at(
        async ({ send, records }) => {
          const ask = (credentials: string) => send('/api/payments', { headers: { Authorization: `Basic ${btoa(credentials)}` } })
          expect((await ask('fernando:blue-harbour-42')).status).toBe(200)
          expect(records.at(-1)!.steps.map(({ id }) => id)).toEqual(['parse', 'password', 'right'])
          const wrong = await ask('fernando:x')
          expect([wrong.status, wrong.headers.get('www-authenticate')]).toEqual([401, 'Basic realm="payroll"'])
          expect((await send('/api/payments', { headers: { Authorization: 'Basic x' } })).status).toBe(401)
        },
        { signedIn: 'password' },
      ))
  })

  describe(`${name}: keys`, () => {
    test('the key set contains only public keys', () =>
      at(async ({ api, send }) => {
        expect(await (await send('/.well-known/jwks.json')).json()).toEqual({ keys: [] })
        api.keys.add(await generatedKey('ES256', 'e1'))
        const { keys } = (await (await send('/.well-known/jwks.json')).json()) as { keys: Record<string, unknown>[] }
        expect(keys).toHaveLength(1)
        expect(keys[0]).toMatchObject({ kty: 'EC', kid: 'e1', alg: 'ES256', use: 'sig' })
        expect(keys[0]).not.toHaveProperty('d')
      }))
    test.each(['RS256', 'ES256'] as const)('%s signs and verifies', (alg) =>
      at(async ({ api, token, payments }) => {
        api.keys.add(await generatedKey(alg, 'new'))
        api.keys.retire((key) => key.kid === 'k1')
        const access = await token()
        expect(decodeProtectedHeader(access)).toMatchObject({ alg, kid: 'new' })
        expect((await payments(access)).status).toBe(200)
      }),
    )
    test('a published key verifies but does not sign until it is chosen to', () =>
      at(async ({ api, token, payments }) => {
        const old = await token()
        api.keys.publish(await generatedKey('ES256', 'e1'))
        expect(decodeProtectedHeader(await token())).toMatchObject({ alg: 'HS256' })
        api.keys.signWith('e1')
        const fresh = await token()
        expect(decodeProtectedHeader(fresh)).toMatchObject({ alg: 'ES256', kid: 'e1' })
        expect([(await payments(old)).status, (await payments(fresh)).status]).toEqual([200, 200])
      }))
    test('two secrets are accepted while one replaces the other', () =>
      at(async ({ api, token, payments, records }) => {
        const old = await token()
        api.keys.add(hmacKey(randomSecret(), 'k2'))
        const fresh = await token()
        expect([(await payments(old)).status, (await payments(fresh)).status]).toEqual([200, 200])
        api.keys.retire((key) => key.kid === 'k1')
        expect([(await payments(old)).status, failedStep(records)]).toEqual([401, 'key'])
        expect((await payments(fresh)).status).toBe(200)
      }))
  })

  describe(`${name}: a careless server`, () => {
    const b64 = (value: unknown) => encodeText(JSON.stringify(value))
    const admin = (api: PayrollApi): Record<string, unknown> => ({
      ...accessClaims(api.directory.find('fernando')!, api.clock),
      admin: true,
    })
    const attacks: [string, 'algorithm' | 'key' | 'signature', (api: PayrollApi) => Promise<string>][] = [
      ['accepts alg none', 'algorithm', async (api) => `${b64({ alg: 'none', typ: 'at+jwt' })}.${b64(admin(api))}.`],
      [
        'uses its public key as an HMAC secret',
        'algorithm',
        (api) => signAccessToken(admin(api), keyRing(hmacKey(api.keys.keys[0]!.public!.pem))),
      ],
      [
        'takes the key from the token',
        'key',
        async (api) => {
          const mine = await generatedKey('ES256', 'mine')
          const { SignJWT } = await import('jose')
          return new SignJWT(admin(api))
            .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', jwk: { ...mine.public!.jwk } })
            .sign(mine.signWith)
        },
      ],
      [
        'decodes and never verifies',
        'signature',
        async (api) => `${b64({ alg: 'ES256', typ: 'at+jwt', kid: 'e1' })}.${b64(admin(api))}.AAAA`,
      ],
    ]
    test.each(attacks)('%s; the right one does not', async (_, step, forge) => {
      const keys = keyRing(await generatedKey('ES256', 'e1'))
      await at(
        async ({ api, pay, records }) => {
          const token = await forge(api)
          expect((await pay(token)).status).toBe(401)
          expect(records.at(-1)!.steps.find((each) => each.id === 'right')!.outcome).toBe('not-reached')
          api.off.add(step)
          expect((await pay(token)).status).toBe(201)
          expect(records.at(-1)!.steps.find((each) => each.id === 'right')!.outcome).toBe('passed')
        },
        { keys },
      )
    })
    test('the right one rejects misspelled algorithms, keys of another algorithm and unknown extensions', async () => {
      const pair = await generatedKey('ES256', 'e1')
      await at(
        async ({ api, pay, records }) => {
          api.keys.add(hmacKey(randomSecret(), 'k1'))
          const claims = b64(admin(api))
          const signed = await signAccessToken(admin(api), keyRing(hmacKey(pair.public!.pem, 'e1')))
          const heads: [Record<string, unknown>, string][] = [
            [{ alg: 'None', typ: 'at+jwt' }, 'algorithm'],
            [{ alg: 'hs256', typ: 'at+jwt', kid: 'k1' }, 'algorithm'],
            [{ alg: ['HS256'], typ: 'at+jwt', kid: 'k1' }, 'algorithm'],
            [{ alg: 'HS256', typ: 'at+jwt', kid: 'e1' }, 'key'],
            [{ alg: 'ES256', typ: 'at+jwt', kid: 'k1' }, 'key'],
            [{ alg: 'HS256', typ: 'at+jwt', kid: 'k1', b64: false, crit: ['b64'] }, 'parse'],
          ]
          for (const token of [signed, ...heads.map(([head]) => `${b64(head)}.${claims}.${signed.split('.')[2]}`)])
            expect((await pay(token)).status, token).toBe(401)
          const failed = records.slice(-heads.length).map(({ steps }) => steps.find((step) => step.outcome === 'failed')?.id)
          expect(failed).toEqual(heads.map(([, step]) => step))
        },
        { keys: keyRing(pair) },
      )
    })
    test.each(['time', 'audience', 'right'] as const)('without the step "%s" accepts what that step should refuse', (step) =>
      at(async ({ api, pay }) => {
        const claims = admin(api)
        if (step === 'time') claims['exp'] = 1
        if (step === 'audience') claims['aud'] = 'elsewhere'
        if (step === 'right') claims['admin'] = false
        const token = await signAccessToken(claims, api.keys)
        expect((await pay(token)).status).toBe(step === 'right' ? 403 : 401)
        api.off.add(step)
        expect((await pay(token)).status).toBe(201)
      }),
    )
  })

  describe(`${name}: routes`, () => {
    test('404 and 405', () =>
      at(async ({ send }) => {
        expect((await send('/api/nothing')).status).toBe(404)
        const response = await send('/api/payments', { method: 'PUT' })
        expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, HEAD, POST'])
      }))
  })
}
