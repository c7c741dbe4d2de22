// The users of the payroll API, with passwords stored only as salted PBKDF2 hashes (RFC 8018 section 5.2).

export interface User {
  readonly name: string
  readonly admin: boolean
  /** Increased to end every token with a lower version. */
  tokenVersion: number
}

export interface Directory {
  /** The user with this name and password; undefined if either is wrong, after the same amount of work. */
  signIn(name: string, password: string): Promise<User | undefined>
  find(name: string): User | undefined
}

export interface Account {
  readonly name: string
  readonly password: string
  readonly admin: boolean
}

/** The two people in the lessons. Their passwords are only for training, and the page shows them. */
export const PEOPLE: readonly Account[] = [
  { name: 'fernando', password: 'blue-harbour-42', admin: false },
  { name: 'grace', password: 'quiet-lantern-17', admin: true },
]

/** Rounds of PBKDF2, few enough for a phone. A server in production uses hundreds of thousands. */
export const PASSWORD_ITERATIONS = 10_000

/** A directory of these accounts. Their passwords are hashed and then forgotten. */
export async function createDirectory(accounts: readonly Account[] = PEOPLE): Promise<Directory> {
  const rows = new Map<string, { user: User; salt: Uint8Array<ArrayBuffer>; hash: Uint8Array }>()
  for (const { name, password, admin } of accounts) {
    const salt = crypto.getRandomValues(new Uint8Array(16))
    rows.set(name, { user: { name, admin, tokenVersion: 1 }, salt, hash: await stretch(password, salt) })
  }
  const nobody = crypto.getRandomValues(new Uint8Array(16))
  return {
    async signIn(name, password) {
      const row = rows.get(name)
      // The same work for an unknown name, so that the time taken doesn't reveal who works here.
      const hash = await stretch(password, row?.salt ?? nobody)
      return row && equal(hash, row.hash) ? row.user : undefined
    },
    find: (name) => rows.get(name)?.user,
  }
}

async function stretch(password: string, salt: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const key = await crypto.subtle.importKey('raw', new TextEncoder().encode(password), 'PBKDF2', false, ['deriveBits'])
  return new Uint8Array(
    await crypto.subtle.deriveBits({ name: 'PBKDF2', hash: 'SHA-256', salt, iterations: PASSWORD_ITERATIONS }, key, 256),
  )
}

function equal(a: Uint8Array, b: Uint8Array): boolean {
  let difference = a.length ^ b.length
  for (let i = 0; i < a.length; i++) difference |= a[i]! ^ (b[i] ?? 0)
  return difference === 0
}
