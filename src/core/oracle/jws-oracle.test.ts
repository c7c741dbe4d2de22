// The oracle of signatures: what is called valid here is accepted by jose with the same key, and the other way round, but for what is listed.
import { Buffer } from 'node:buffer'
import fc from 'fast-check'
import { flattenedVerify, generalVerify, importJWK, type FlattenedJWSInput, type JWK } from 'jose'
import { expect, it } from 'vitest'
import { cases } from '../../../checks/cases.ts'
import { verifyJws } from '../crypto/verify.ts'
import { diagnose, readContext } from '../diagnostics/diagnose.fixture.ts'
import { inspect } from '../inspect.ts'
import { readKey } from '../keys/read/read-key.ts'
import { withContent } from '../token/detached-content.ts'
import { jwsCase, type JwsCase } from './jws-cases.fixture.ts'

interface Answer {
  readonly state: string
  readonly wellFormed: boolean
  /** Rules whose findings are errors. */
  readonly errors: readonly string[]
}

/** What is valid here and refused by jose: each with its reason, and the finding that the page has for it. */
const MORE_LENIENT: readonly { readonly reason: string; readonly finding: RegExp }[] = [
  { reason: 'RSA under 2048 bits: the mathematics hold, and the page says that the key is too small', finding: /^key-rsa-small$/ },
  {
    reason: 'a key marked for another algorithm, use or operation: it decides nothing here, and is named',
    finding: /^key-(?:jwk-alg-mismatch|use|ops)$/,
  },
  {
    reason: 'blanks and line breaks inside: a mail puts them there, so they are left out and named as an error',
    finding: /^env-whitespace-inside$/,
  },
  { reason: 'a byte order mark before the header: it is malformed here, and named', finding: /^utf8-bom$/ },
  {
    reason: 'a name twice in the protected header: the last counts here, and both are named',
    finding: /^(?:json-duplicate|hdr-duplicate)/,
  },
]

/** What jose accepts and is refused here: each with its reason. */
const STRICTER: readonly { readonly reason: string; readonly applies: (answer: Answer, one: JwsCase) => boolean }[] = [
  {
    reason: 'its characters are not base64url as RFC 7515 section 2 has it, or its JSON has not exactly one reading',
    applies: ({ wellFormed }) => !wellFormed,
  },
  { reason: 'unreadable: more than one reading', applies: ({ state }) => state === 'unreadable' },
  { reason: 'of several signatures only some verify: jose takes the first that does', applies: ({ state }) => state === 'partial' },
  { reason: 'the text is no token that is found in a text', applies: ({ state }) => state === 'no JWS' },
]

async function ours({ text, jwks, content, isSet }: JwsCase): Promise<Answer> {
  const inspection = inspect(text)
  const { token } = inspection
  if (token?.object?.kind !== 'jws') return { state: 'no JWS', wellFormed: false, errors: [] }
  const jws = content === undefined ? token.object : withContent(token.object, new TextEncoder().encode(content))
  const reading = await readKey(
    JSON.stringify(isSet ? { keys: jwks } : jwks[0]),
    token.header.alg === undefined ? {} : { alg: token.header.alg },
  )
  const verification = await verifyJws(jws, reading)
  const context = readContext(inspection, { now: 1_795_000_000, leeway: 0, reading, verification })
  const errors = verification.state === 'valid' && context ? diagnose(context).filter(({ severity }) => severity !== 'info') : []
  return { state: verification.state, wellFormed: token.wellFormed, errors: errors.map(({ rule }) => rule) }
}

const known = new Map<string, Promise<unknown>>()

/** A key for jose, made once: making it costs more than asking it. */
function imported(jwk: JWK, alg: string | undefined): Promise<unknown> {
  const id = JSON.stringify([jwk, alg])
  const key = known.get(id) ?? importJWK(jwk, alg)
  known.set(id, key)
  return key
}

async function josesWith(text: string, jwk: JWK, content: string | undefined): Promise<boolean> {
  const encoder = new TextEncoder()
  const key = (head: { alg?: string } | undefined, { header }: { header?: { alg?: string } }) =>
    (jwk.kty === 'oct' ? Buffer.from(jwk.k!, 'base64url') : imported(jwk, head?.alg ?? header?.alg)) as never
  try {
    if (!text.trimStart().startsWith('{')) {
      const [head, payload, signature] = text.split('.') as [string, string, string]
      const parts = text.split('.')
      const middle = parts.slice(1, -1).join('.')
      const raw = /"b64":false/.test(Buffer.from(head, 'base64url').toString())
      const given =
        content === undefined || middle !== ''
          ? raw
            ? encoder.encode(middle)
            : payload
          : raw
            ? encoder.encode(content)
            : Buffer.from(content).toString('base64url')
      if (parts.length !== 3 && !raw) return false
      await flattenedVerify({ protected: head, payload: given, signature: raw ? parts.at(-1)! : signature }, key as never)
      return true
    }
    const value = JSON.parse(text) as FlattenedJWSInput & { signatures?: unknown[] }
    const raw = JSON.stringify([value, ...(Array.isArray(value.signatures) ? value.signatures : [])])
    const unencoded = [...raw.matchAll(/"protected":"([^"]*)"/g)].some(([, head]) =>
      Buffer.from(head!, 'base64url').toString().includes('"b64":false'),
    )
    // Without a payload the content travels beside it (RFC 7515 appendix F); where none came, what is signed may be empty.
    const beside = content ?? ''
    const payload = 'payload' in value ? value.payload : unencoded ? encoder.encode(beside) : Buffer.from(beside).toString('base64url')
    const whole = { ...value, payload: unencoded && typeof payload === 'string' ? encoder.encode(payload) : payload }
    if ('signatures' in whole) await generalVerify(whole as never, key as never)
    else await flattenedVerify(whole as never, key as never)
    return true
  } catch {
    return false
  }
}

/** What surrounds a token in a text is no part of it. */
function tokenIn(text: string): string {
  const span = inspect(text).token?.span
  return span ? text.slice(span.from, span.to) : text
}

async function joses({ text: surrounded, jwks, content }: JwsCase): Promise<boolean> {
  const text = tokenIn(surrounded)
  for (const jwk of jwks) if (await josesWith(text, jwk, content)) return true
  return false
}

let tried = 0
let valid = 0

it('calls nothing valid that jose refuses, and refuses nothing that jose accepts, but for the lists', async () => {
  await fc.assert(
    fc.asyncProperty(jwsCase, async (one) => {
      tried++
      const [answer, accepted] = await Promise.all([ours(one), joses(one)])
      if (answer.state === 'valid') {
        valid++
        if (accepted) return
        const known = MORE_LENIENT.some(({ finding }) => answer.errors.some((rule) => finding.test(rule)))
        expect(known, `valid here, refused by jose; findings: ${answer.errors.join()}`).toBe(true)
      } else if (accepted) {
        const known = STRICTER.some(({ applies }) => applies(answer, one))
        expect(known, `${answer.state} here, accepted by jose`).toBe(true)
      }
    }),
    cases(400),
  )
  expect(valid).toBeGreaterThan(tried / 20)
  // oxlint-disable-next-line no-console -- how much was asked is worth knowing
  console.log(`The oracle asked about ${tried} signed tokens; ${valid} were valid.`)
})
