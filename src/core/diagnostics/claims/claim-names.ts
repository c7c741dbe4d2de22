// Rules about claim names that are misspelled or misplaced, so that no verifier sees them.
import { keep } from '../../upkeep/keep.ts'
import { COMMON_CLAIMS } from '../../registries/names/common.ts'
import { source } from '../../rules/source.ts'
import type { JsonMember, JsonObject } from '../../text/json.ts'
import type { Diagnostic, Fix } from '../rule/diagnostic.ts'
import { renameMember } from '../rule/fixes.ts'
import { inHeader, inPayload, memberOf, payloadObject } from '../rule/payload.ts'
import { shown } from '../rule/shown.ts'

/** Names that verifiers act on (RFC 7519 section 4.1): misspelled, they are silently ignored. */
const ENFORCED = ['iss', 'sub', 'aud', 'exp', 'nbf', 'iat', 'jti']

/** Other names that clients and resource servers check. */
const COMPARED = [
  'nonce',
  'azp',
  'scope',
  'client_id',
  'auth_time',
  'at_hash',
  'c_hash',
  'acr',
  'amr',
  'cnf',
  'email_verified',
  'htm',
  'htu',
  'ath',
  'events',
]

const SPELLINGS = new Map([...ENFORCED, ...COMPARED].map((name) => [name, name]))

/** Names that people write by mistake for a registered one. */
const SYNONYMS = new Map(
  Object.entries({
    exp: [
      'expires',
      'expiry',
      'expiration',
      'expires_at',
      'expiresat',
      'expire',
      'expired',
      'expires_in',
      'expiresin',
      'expiration_time',
      'expirationtime',
      'exp_time',
      'valid_until',
      'not_after',
      'notafter',
      'expdate',
      'exp_date',
    ],
    iss: ['issuer', 'issued_by', 'issuedby', 'isuer', 'issr'],
    aud: ['audience', 'audiences', 'auds', 'audi', 'audiance'],
    sub: ['subject', 'subj'],
    nbf: ['not_before', 'notbefore', 'valid_from', 'validfrom', 'nfb'],
    iat: ['issued_at', 'issuedat', 'issued', 'iad', 'created_at', 'createdat'],
    jti: ['jwt_id', 'jwtid', 'jwti', 'token_id', 'tokenid', 'jid'],
  }).flatMap(([name, synonyms]) => synonyms.map((synonym) => [synonym, name] as const)),
)

/** The enforced or compared name that differs from this one only by case, width or whitespace. */
export function miscased(name: string): string | undefined {
  if (name.length > 40) return undefined
  const plain = SPELLINGS.get(
    name
      .normalize('NFKC')
      .trim()
      .toLowerCase()
      .replace(/[\u200b-\u200f\u2060\ufeff]/g, ''),
  )
  return plain === name ? undefined : plain
}

/** The registered name that was meant: by a synonym, two letters swapped, one repeated or, in a long name, one wrong. */
export function misspelt(name: string): string | undefined {
  if (name.length < 3 || name.length > 24 || COMMON_CLAIMS.has(name) || miscased(name)) return undefined
  const lower = name.toLowerCase()
  const synonym = SYNONYMS.get(lower)
  if (synonym) return synonym
  if (/^[a-z]{3,4}$/.test(name)) return ENFORCED.find((right) => isSlip(name, right))
  if (name.length < 7) return undefined
  return ['email_verified', 'auth_time', 'at_hash', 'updated_at'].find(
    (right) => Math.abs(right.length - name.length) <= 1 && differsByOne(lower, right),
  )
}

function isSlip(name: string, right: string): boolean {
  if (name.length === 3)
    return (
      name !== right &&
      [
        [1, 0, 2],
        [0, 2, 1],
      ].some((order) => name === order.map((i) => right.charAt(i)).join(''))
    )
  return Array.from(right, (letter, i) => right.slice(0, i) + letter + right.slice(i)).includes(name)
}

function differsByOne(a: string, b: string): boolean {
  let start = 0
  while (start < a.length && a[start] === b[start]) start++
  let end = 0
  while (end < Math.min(a.length, b.length) - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++
  return Math.max(a.length, b.length) - start - end <= 1 && a !== b
}

const meantIn = keep(
  (object: JsonObject): ReadonlySet<string> =>
    new Set(object.members.flatMap((member) => miscased(member.name) ?? misspelt(member.name) ?? [])),
)

/** True if the payload has a member that was meant to be this claim, so that it is not also reported as missing. */
export function isMeant(object: JsonObject | undefined, name: string): boolean {
  return object !== undefined && meantIn(object).has(name)
}

function rename(object: JsonObject, member: JsonMember, name: string): { fix?: Fix } {
  return memberOf(object, name) ? {} : { fix: renameMember(member, name) }
}

/** Objects that may contain claims of their own. */
const HOLDERS = new Set([
  'act',
  'may_act',
  'cnf',
  'vc',
  'vp',
  'status',
  'events',
  'token_introspection',
  'verified_claims',
  'claims',
  'metadata',
  'metadata_policy',
  'kubernetes.io',
  'resource_access',
  '_claim_sources',
  'address',
  'sub_id',
  'jwks',
  'constraints',
  'credentialSubject',
  'status_list',
  'submods',
  'firebase',
  'orig',
  'dest',
])

const CONSEQUENCE: Record<string, string> = {
  exp: 'no library will enforce it, so this token never expires',
  nbf: 'no library will enforce it, so this token is valid at once',
  aud: 'no library will compare it, so any service may accept this token',
  iss: 'no library will compare it',
}

export const claimNames = [
  {
    id: 'claim-miscased',
    severity: 'error',
    source: [source('RFC 7519 section 4'), source('RFC 7519 section 10.1.1')],
    message: ({ name, right, so }) => `\`${name}\` is not \`${right}\`: ${so}.`,
    why: 'Claim names are compared byte for byte. A name with different case or a space is a different name, and readers silently ignore it.',
    fix: 'Use the registered name, in lowercase.',
    *hits(context) {
      const object = payloadObject(context)
      for (const member of object?.members ?? []) {
        const right = miscased(member.name)
        if (!right || !object) continue
        const doubled = memberOf(object, right) !== undefined
        const so = doubled ? 'a reader that ignores case may use this one instead' : (CONSEQUENCE[right] ?? 'no library will look at it')
        const severity = doubled || !ENFORCED.includes(right) ? 'warning' : 'error'
        yield {
          place: inPayload(member.nameSpan),
          args: { name: shown(member.name, 30), right, so },
          severity,
          ...rename(object, member, right),
        }
      }
    },
  },
  {
    id: 'claim-misspelt',
    severity: 'warning',
    source: [source('RFC 7519 section 4.1')],
    message: ({ name, right }) => `\`${name}\` is not checked; the registered name is \`${right}\`.`,
    why: 'Libraries enforce only the registered names. Under another name the value has no effect, and the check it seems to promise does not happen.',
    fix: 'Use the registered name.',
    *hits(context) {
      const object = payloadObject(context)
      for (const member of object?.members ?? []) {
        const right = misspelt(member.name)
        // Next to the registered name, it is the service's own claim.
        if (!right || !object || memberOf(object, right)) continue
        yield { place: inPayload(member.nameSpan), args: { name: shown(member.name, 30), right }, ...rename(object, member, right) }
      }
      const id = memberOf(object, 'id')
      if (
        object &&
        id &&
        (id.value.type === 'string' || id.value.type === 'number') &&
        !memberOf(object, 'sub') &&
        !memberOf(object, 'jti')
      ) {
        yield { place: inPayload(id.nameSpan), args: { name: 'id', right: 'sub` or `jti' }, severity: 'info' }
      }
    },
  },
  {
    id: 'claim-in-wrong-place',
    severity: 'warning',
    source: [source('RFC 7519 section 4.1')],
    message: ({ name, holder }) => `\`${name}\` inside ${holder} is not enforced.`,
    why: 'Verifiers look for registered claims only at the top level of the payload.',
    fix: 'Move it to the top level of the payload.',
    *hits(context) {
      const object = payloadObject(context)
      if (!object) return
      for (const { name: holder, value } of object.members) {
        if (value.type !== 'object' || HOLDERS.has(holder)) continue
        for (const name of ['exp', 'aud']) {
          const inner = memberOf(value, name)
          const fits = name === 'exp' ? inner?.value.type === 'number' : inner?.value.type === 'string' || inner?.value.type === 'array'
          if (!inner || !fits || memberOf(object, name)) continue
          yield { place: inPayload(inner), args: { name, holder: `\`${shown(holder, 30)}\`` } }
        }
      }
      const header = context.token.header.decoded.json.root
      for (const name of ['exp', 'aud']) {
        const inner = memberOf(header?.type === 'object' ? header : undefined, name)
        if (inner && !memberOf(object, name)) yield { place: inHeader(inner), args: { name, holder: 'the header' } }
      }
    },
  },
] as const satisfies readonly Diagnostic[]
