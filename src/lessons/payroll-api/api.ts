// The payroll API, which takes a standard Request and returns a standard Response, in a page and in Node.
import { Hono, type Context } from 'hono'
import { accessClaims, ACCESS_LIFE, signAccessToken, type Claims, type Dialect } from './access-token.ts'
import { basic, bearer, challenge, refuse } from './answers.ts'
import type { MovableClock } from './clock.ts'
import { FETCH_COOKIES, readCookie, setCookie, type CookieHeaders } from './cookies.ts'
import { createDirectory, PASSWORD_ITERATIONS, type Directory, type User } from './directory.ts'
import { keyRing, publicKeySet, randomSecret, hmacKey, type KeyRing } from './key-ring.ts'
import { createPayments, readPayment } from './payments.ts'
import { rateLimit } from './rate-limit.ts'
import { FAMILY_LIFE, SessionStore } from './sessions.ts'
import { StepLog, type StepOutcome, type VerifierStep, type StepId } from './steps.ts'
import { verifyToken } from './verifier.ts'

/** How the server knows who is asking: by a password with each request, a token, a token and a lookup, or a session. */
export type SignedIn = 'password' | 'stateless' | 'revocation-list' | 'token-version' | 'session'

/** A record of what the server did with one request; never part of a response. */
export interface ServerRecord {
  readonly method: string
  readonly path: string
  readonly status: number
  /** Empty for requests that are not authenticated by a token or session. */
  readonly steps: readonly VerifierStep[]
  /** The number of lookups in the server's store. */
  readonly lookups: number
}

export interface PayrollOptions {
  readonly clock: MovableClock
  readonly keys?: KeyRing
  readonly dialect?: Dialect
  readonly signedIn?: SignedIn
  readonly cookieHeaders?: CookieHeaders
  readonly observe?: (record: ServerRecord) => void
}

export interface PayrollApi {
  /** The API itself. Never rejects; an error of our own is a 500. */
  fetch(request: Request): Promise<Response>
  readonly keys: KeyRing
  readonly clock: MovableClock
  readonly directory: Directory
  /** Steps of the verifier that are switched off. */
  readonly off: Set<StepId>
  signedIn: SignedIn
  /** The lifetime in seconds of the access tokens that it issues from now on. */
  life: number
}

const REFRESH = '__Secure-refresh'
const SESSION = '__Host-session'
const SESSIONS_PATH = '/api/users-sessions'

// The steps for requests that don't use a token.
const STEPS_OF: Partial<Record<SignedIn, readonly StepId[]>> = {
  password: ['parse', 'password', 'right'],
  session: ['parse', 'revocation', 'right'],
}

type Env = { Variables: { log: StepLog; user: User } }
type Ctx = Context<Env>

/** Starts a payroll API with fresh keys, two payments on its books, and no one signed in. */
export async function createPayrollApi(options: PayrollOptions): Promise<PayrollApi> {
  const { clock, observe, dialect = 'standard', cookieHeaders = FETCH_COOKIES } = options
  const directory = await createDirectory()
  const store = new SessionStore(clock)
  const payments = createPayments()
  const wait = rateLimit(clock)
  const api: Omit<PayrollApi, 'fetch'> = {
    clock,
    directory,
    keys: options.keys ?? keyRing(hmacKey(randomSecret(), 'k1')),
    off: new Set<StepId>(),
    signedIn: options.signedIn ?? 'stateless',
    life: ACCESS_LIFE,
  }

  const grant = async (c: Ctx, user: User, family: { refreshToken: string; remember(jti: string, exp: number): void }) => {
    const issued = accessClaims(user, clock)
    const claims: Record<string, unknown> = { ...issued, exp: Number(issued['iat']) + api.life }
    family.remember(String(claims['jti']), Number(claims['exp']))
    setCookie(c, cookieHeaders, REFRESH, family.refreshToken, { path: SESSIONS_PATH, maxAge: FAMILY_LIFE })
    // RFC 6749 section 5.1: token responses must not be cached.
    c.header('Cache-Control', 'no-store')
    return c.json({ access_token: await signAccessToken(claims, api.keys), token_type: 'Bearer', expires_in: api.life })
  }

  const stillSignedIn = (claims: Claims): StepOutcome => {
    if (api.signedIn === 'revocation-list') {
      return store.isRevoked(claims['jti'])
        ? refuse('Its "jti" is on the revocation list.', 'The access token was revoked')
        : { passed: 'Its "jti" is not on the revocation list. One lookup.' }
    }
    if (api.signedIn === 'token-version') {
      store.lookups++
      const current = directory.find(String(claims['sub']))?.tokenVersion
      return claims['ver'] === current
        ? { passed: `Version ${current} is current. One lookup.` }
        : refuse(
            `The token has version ${JSON.stringify(claims['ver']) ?? '(none)'}, but the current one is ${current}.`,
            'The access token was revoked',
          )
    }
    return { passed: 'The server keeps nothing, so it looks nothing up.' }
  }

  const authenticate = async (c: Ctx, mayIssue: boolean): Promise<Response | undefined> => {
    const log = c.get('log')
    const right = (admin: boolean): StepOutcome =>
      !mayIssue || admin
        ? { passed: mayIssue ? 'An admin may issue payments.' : 'Everyone who works here may read payments.' }
        : {
            refused: 'Only an admin may issue payments.',
            refusal: { status: 403, error: 'insufficient_scope', description: 'Only an admin may issue payments' },
          }
    if (api.signedIn === 'session') await checkSession(c, log, right)
    else if (api.signedIn === 'password') await checkPassword(c, log, right)
    else {
      const token = bearer(c.req.header('authorization'))
      if (typeof token !== 'string') await log.step('parse', () => token)
      else {
        const claim = dialect === 'article' ? 'Admin' : 'admin'
        await verifyToken(
          token,
          { keys: api.keys, clock, dialect, off: api.off, life: api.life, stillSignedIn, right: (claims) => right(claims[claim] === true) },
          log,
        )
      }
    }
    return log.refusal ? challenge(c, log.refusal, api.signedIn === 'password' ? 'Basic' : 'Bearer') : undefined
  }

  const checkSession = async (c: Ctx, log: StepLog, right: (admin: boolean) => StepOutcome) => {
    const id = readCookie(c, cookieHeaders, SESSION)
    await log.step('parse', () =>
      id === undefined
        ? { refused: 'There is no session cookie.', refusal: { status: 401 } }
        : { passed: 'There is a session cookie, an opaque number with nothing to decode.' },
    )
    await log.step('revocation', () => {
      const name = store.session(id ?? '')
      const user = name === undefined ? undefined : directory.find(name)
      if (!user) return { refused: 'The store has no such session.', refusal: { status: 401 } }
      c.set('user', user)
      return { passed: `The store says that it is ${user.name}. One lookup.` }
    })
    await log.step('right', () => right(c.get('user').admin))
  }

  const checkPassword = async (c: Ctx, log: StepLog, right: (admin: boolean) => StepOutcome) => {
    const sent = basic(c.req.header('authorization'))
    await log.step('parse', () =>
      sent
        ? { passed: 'There is a user name and password, in base64.' }
        : { refused: 'There are no credentials.', refusal: { status: 401 } },
    )
    await log.step('password', async () => {
      store.lookups++
      const user = sent && (await directory.signIn(sent.name, sent.password))
      if (!user) return { refused: 'The name or the password is wrong.', refusal: { status: 401 } }
      c.set('user', user)
      return { passed: `${PASSWORD_ITERATIONS.toLocaleString('en-US')} rounds of hashing and one lookup, just for this request.` }
    })
    await log.step('right', () => right(c.get('user').admin))
  }

  const app = new Hono<Env>()
  app.use(async (c, next) => {
    const before = store.lookups
    c.set('log', new StepLog(STEPS_OF[api.signedIn]))
    await next()
    const log = c.get('log')
    const steps = log.steps.some((step) => step.outcome !== 'not-reached') ? log.steps : []
    observe?.({ method: c.req.method, path: c.req.path, status: c.res.status, steps, lookups: store.lookups - before })
  })

  app.post(SESSIONS_PATH, async (c) => {
    const body = await readJson(c)
    const { username, password } = body ?? {}
    if (typeof username !== 'string' || typeof password !== 'string')
      return c.json({ error: 'invalid_request', error_description: 'username and password are required, as JSON' }, 400)
    const seconds = wait(username)
    if (seconds > 0) return c.json({ error: 'too_many_requests' }, 429, { 'Retry-After': String(seconds) })
    const user = await directory.signIn(username, password)
    // RFC 6749 section 5.2: wrong credentials of the user are invalid_grant, 400. A 401 would need a challenge for a scheme
    // (RFC 9110 section 15.5.2), and a form doesn't have one.
    if (!user) return c.json({ error: 'invalid_grant', error_description: 'The name or the password is wrong' }, 400)
    if (api.signedIn !== 'session') return await grant(c, user, await store.open(user.name))
    setCookie(c, cookieHeaders, SESSION, store.openSession(user.name), { path: '/', maxAge: FAMILY_LIFE })
    return c.json({ signed_in: user.name })
  })

  app.post(`${SESSIONS_PATH}/refresh`, async (c) => {
    const sent = readCookie(c, cookieHeaders, REFRESH)
    if (sent === undefined) return c.json({ error: 'invalid_request', error_description: 'The refresh cookie is missing' }, 400)
    const result = await store.redeem(sent)
    const user = result.kind === 'renewed' ? directory.find(result.user) : undefined
    if (result.kind === 'renewed' && user) return await grant(c, user, result)
    setCookie(c, cookieHeaders, REFRESH, '', { path: SESSIONS_PATH, maxAge: 0 })
    // RFC 6749 section 5.2: an unknown, expired or used refresh token is invalid_grant, and the status is 400.
    const why =
      result.kind === 'reused'
        ? 'This refresh token was used before, so its entire family is revoked'
        : result.kind === 'ended'
          ? 'All refresh tokens of this family are revoked'
          : 'The refresh token is unknown or expired'
    return c.json({ error: 'invalid_grant', error_description: why }, 400)
  })

  app.delete(SESSIONS_PATH, async (c) => {
    const session = readCookie(c, cookieHeaders, SESSION)
    if (session !== undefined) store.closeSession(session)
    const refresh = readCookie(c, cookieHeaders, REFRESH)
    const name = refresh === undefined ? undefined : await store.close(refresh)
    const user = name === undefined ? undefined : directory.find(name)
    if (user && api.signedIn === 'token-version') user.tokenVersion++
    if (session !== undefined) setCookie(c, cookieHeaders, SESSION, '', { path: '/', maxAge: 0 })
    if (refresh !== undefined) setCookie(c, cookieHeaders, REFRESH, '', { path: SESSIONS_PATH, maxAge: 0 })
    return c.body(null, 204)
  })

  app.get('/api/payments', async (c) => (await authenticate(c, false)) ?? c.json({ payments: payments.all() }))
  app.post('/api/payments', async (c) => {
    const refused = await authenticate(c, true)
    if (refused) return refused
    const order = readPayment(await readJson(c))
    if (!order) return c.json({ error: 'invalid_request', error_description: 'A payment is {"to": text, "amount": a number above 0}' }, 400)
    const payment = payments.add(order)
    return c.json(payment, 201)
  })
  app.get('/.well-known/jwks.json', (c) => c.json(publicKeySet(api.keys), 200, { 'Cache-Control': 'public, max-age=300' }))

  app.all(SESSIONS_PATH, (c) => c.json({ error: 'method_not_allowed' }, 405, { Allow: 'POST, DELETE' }))
  app.all(`${SESSIONS_PATH}/refresh`, (c) => c.json({ error: 'method_not_allowed' }, 405, { Allow: 'POST' }))
  app.all('/api/payments', (c) => c.json({ error: 'method_not_allowed' }, 405, { Allow: 'GET, HEAD, POST' }))
  app.all('/.well-known/jwks.json', (c) => c.json({ error: 'method_not_allowed' }, 405, { Allow: 'GET, HEAD' }))
  app.notFound((c) => c.json({ error: 'not_found' }, 404))
  app.onError((_, c) => c.json({ error: 'server_error' }, 500))
  return Object.assign(api, { fetch: async (request: Request) => await app.fetch(request) })
}

async function readJson(c: Ctx): Promise<Record<string, unknown> | undefined> {
  if (!/^application\/json\s*(;|$)/i.test(c.req.header('content-type') ?? '')) return undefined
  try {
    const value: unknown = await c.req.json()
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined
  } catch {
    return undefined
  }
}
