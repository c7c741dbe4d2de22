// The store of the payroll API, with refresh tokens in families, revoked access tokens and plain sessions, and a count of lookups.
import { encodeBase64url } from '../../core/text/base64url.ts'
import { LEEWAY } from './access-token.ts'
import { numericDate, type ServerClock } from './clock.ts'

/** The longest lifetime of a family of refresh tokens, or of a session, in seconds. */
export const FAMILY_LIFE = 7 * 24 * 60 * 60

interface Family {
  readonly user: string
  readonly until: number
  ended: boolean
  /** The jti of access tokens issued to it that may still be valid, with their expiry. */
  readonly accessTokens: Map<string, number>
}

interface RefreshRow {
  readonly family: Family
  used: boolean
}

export type Redeemed =
  | { readonly kind: 'renewed'; readonly user: string; readonly refreshToken: string; remember(jti: string, exp: number): void }
  /** `reused`: the token was used before; `ended`: its family was revoked, because of that or by signing out. */
  | { readonly kind: 'reused' | 'ended' | 'unknown' | 'expired' }

/** The API's store. `lookups` counts the queries, as if it were a database. */
export class SessionStore {
  lookups = 0
  readonly #clock: ServerClock
  readonly #refresh = new Map<string, RefreshRow>()
  readonly #revoked = new Map<string, number>()
  readonly #sessions = new Map<string, { readonly user: string; readonly until: number }>()

  constructor(clock: ServerClock) {
    this.#clock = clock
  }

  /** Starts a family of refresh tokens and returns its first one. */
  async open(user: string): Promise<{ refreshToken: string; remember(jti: string, exp: number): void }> {
    const family: Family = { user, until: numericDate(this.#clock) + FAMILY_LIFE, ended: false, accessTokens: new Map() }
    return { refreshToken: await this.#issue(family), remember: (jti, exp) => family.accessTokens.set(jti, exp) }
  }

  /** Uses up a refresh token. A second use ends its entire family (RFC 9700 section 4.14.2). */
  async redeem(refreshToken: string): Promise<Redeemed> {
    const row = await this.#find(refreshToken)
    if (!row) return { kind: 'unknown' }
    if (row.used) {
      this.#end(row.family)
      return { kind: 'reused' }
    }
    if (row.family.ended) return { kind: 'ended' }
    if (numericDate(this.#clock) >= row.family.until) return { kind: 'expired' }
    row.used = true
    const { family } = row
    return {
      kind: 'renewed',
      user: family.user,
      refreshToken: await this.#issue(family),
      remember: (jti, exp) => family.accessTokens.set(jti, exp),
    }
  }

  /** Ends the family of a refresh token and revokes its access tokens; returns its user. */
  async close(refreshToken: string): Promise<string | undefined> {
    const row = await this.#find(refreshToken)
    if (row) this.#end(row.family)
    return row?.family.user
  }

  /** Whether this "jti" is revoked, with one lookup. Entries are deleted once their token would have expired anyway. */
  isRevoked(jti: unknown): boolean {
    this.lookups++
    const now = numericDate(this.#clock)
    for (const [id, exp] of this.#revoked) if (exp + LEEWAY < now) this.#revoked.delete(id)
    return typeof jti === 'string' && this.#revoked.has(jti)
  }

  /** Puts an access token on the list until it would have expired, leeway included. */
  revoke(jti: string, exp: number): void {
    this.#revoked.set(jti, exp)
  }

  openSession(user: string): string {
    const id = randomToken()
    this.#sessions.set(id, { user, until: numericDate(this.#clock) + FAMILY_LIFE })
    return id
  }

  /** The user of this session, with one lookup. */
  session(id: string): string | undefined {
    this.lookups++
    const row = this.#sessions.get(id)
    return row && numericDate(this.#clock) < row.until ? row.user : undefined
  }

  closeSession(id: string): void {
    this.#sessions.delete(id)
  }

  #end(family: Family): void {
    family.ended = true
    for (const [jti, exp] of family.accessTokens) this.revoke(jti, exp)
  }

  async #issue(family: Family): Promise<string> {
    const token = randomToken()
    this.#refresh.set(await digest(token), { family, used: false })
    return token
  }

  async #find(refreshToken: string): Promise<RefreshRow | undefined> {
    this.lookups++
    return this.#refresh.get(await digest(refreshToken))
  }
}

// 32 random bytes can't be guessed. The store keeps only a hash, so anyone who reads the store can't use the tokens.
function randomToken(): string {
  return encodeBase64url(crypto.getRandomValues(new Uint8Array(32)))
}

async function digest(token: string): Promise<string> {
  return encodeBase64url(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(token))))
}
