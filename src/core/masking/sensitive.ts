// Decides which values are masked by default, and which are always masked.
import { isCardNumber, isIban, isPasswordHash, isPrivatePem, findSecret } from '../diagnostics/content/secret-patterns.ts'
import { isPasswordHashName, isPasswordName } from '../diagnostics/content/secret-names.ts'
import { PERSONAL_CLAIMS } from '../registries/personal-claims.ts'
import type { Leaf } from './leaves.ts'

/** `secret` is a private key, a password or a credential; `personal` is data about a person, or an identifier of a person, session or token. */
export type Sensitivity = 'secret' | 'personal'

/** Names without their case, hyphens and underscores, so that `givenName` is `given_name`. */
function plain(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '')
}

/**
 * Names besides the claims about a person: identifiers of a person, the session, the token or the holder's key (RFC 7519 section 4.1, OpenID
 * Connect Core and Logout, RFC 7800, RFC 8693, RFC 9493), and certificates, which name their holder and are long.
 */
const IDENTIFYING_NAMES = `
  sub jti sid nonce cnonce sub_id sub_jwk cnf may_act auth_req_id txn eat_nonce ueid sueids oid uid uuid guid puid uti rh onprem_sid altsecid
  user user_id user_name login account account_id customer_id employee_id session session_id device device_id
  phone mobile tel mail emails ip client_ip remote_addr
  first_name last_name full_name display_name surname salutation birth_middle_name also_known_as
  dob birthday date_of_birth age nationalities national_id tax_id iban card_number
  street street_address locality postal_code zip_code city formatted profile website avatar photo
  verified_claims credential_subject jcard orig dest div x5c
`

const IDENTIFYING = new Set([...PERSONAL_CLAIMS, ...IDENTIFYING_NAMES.trim().split(/\s+/)].map(plain))

/** Members that only a private key or a secret has (RFC 7518 sections 6.2.2, 6.3.2 and 6.4.1; "priv" of an AKP key). */
const PRIVATE_MEMBERS = new Set(['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'r', 't', 'k', 'priv'])

/** The same in JSON text inside a string. */
const PRIVATE_IN_TEXT = /"kty"[\s\S]{0,4000}"(?:d|p|q|dp|dq|qi|k|priv)"\s*:|"(?:d|p|q|dp|dq|qi|k|priv)"\s*:[\s\S]{0,4000}"kty"/

const ADDRESS = /(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.])|(?:[0-9a-f]{1,4}:){3,7}[0-9a-f]{0,4}|[0-9a-f]{1,4}::[0-9a-f:]{0,32}/i
const MAIL = /[^\s@:/]{1,64}@[^\s@/]{1,255}\.[a-z]{2,24}/i
const PHONE = /^\+\d(?:[ ()./-]{0,3}\d){6,14}$|^tel:/
const NESTED = /^\s*(?:e[wy][A-Za-z0-9_-]{8,}\.|ya29\.|1\/\/0)/

/** How sensitive a value is; undefined if neither its name nor its form says so. */
export function sensitivityOf({ names, text, type, inKey }: Leaf): Sensitivity | undefined {
  const name = names.at(-1) ?? ''
  if (type === 'true' || type === 'false' || type === 'null' || text === undefined) return undefined
  if (inKey && names.some((each) => PRIVATE_MEMBERS.has(each))) return 'secret'
  // Nested too deep to look into.
  if (type === 'object' || type === 'array') return 'secret'
  if (isPasswordName(name) || isPasswordHashName(name)) return 'secret'
  const start = text.slice(0, 20_000)
  if (isPrivatePem(start) || isPasswordHash(start) || findSecret(start) !== undefined || PRIVATE_IN_TEXT.test(start)) return 'secret'
  if (names.some((each) => IDENTIFYING.has(plain(lastPart(each))))) return 'personal'
  const brief = text.slice(0, 400)
  return MAIL.test(brief) || ADDRESS.test(brief) || PHONE.test(brief) || isCardNumber(brief) || isIban(brief) || NESTED.test(brief)
    ? 'personal'
    : undefined
}

/** The last part of a name that is a URL, which issuers use for custom claims: `https://app.example/email`. */
function lastPart(name: string): string {
  const short = name.slice(-80)
  return /[/:#]/.test(short) ? (short.split(/[/:#]/).findLast((each) => each !== '') ?? short) : short
}
