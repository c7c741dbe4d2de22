// Recognizes credentials, card numbers and IBANs by their format. Every repetition is bounded, so that scanning stays linear.

/** A credential that was found; `masked` shows only enough of it to find it again. */
export interface FoundSecret {
  readonly kind: string
  readonly masked: string
}

const PATTERNS: readonly (readonly [kind: string, pattern: string])[] = [
  ['an AWS access key', '(?:AKIA|ASIA)[A-Z0-9]{16}(?![A-Z0-9])'],
  ['a GitHub token', 'gh[pousr]_[A-Za-z0-9]{36,255}|github_pat_[A-Za-z0-9_]{22,255}'],
  ['a GitLab token', 'glpat-[A-Za-z0-9_-]{20,64}'],
  ['a Slack token', 'xox[abeprs]-[A-Za-z0-9-]{10,255}'],
  ['a Slack webhook', 'https://hooks\\.slack\\.com/services/[A-Za-z0-9/]{10,100}'],
  ['a Stripe key', '[sr]k_(?:live|test)_[A-Za-z0-9]{16,255}'],
  ['a Google API key', 'AIza[A-Za-z0-9_-]{35}'],
  ['an Anthropic key', 'sk-ant-[A-Za-z0-9_-]{20,255}'],
  ['an OpenAI key', 'sk-(?:proj-)?[A-Za-z0-9_-]{32,255}'],
  ['an npm token', 'npm_[A-Za-z0-9]{36}'],
  ['a SendGrid key', 'SG\\.[A-Za-z0-9_-]{16,64}\\.[A-Za-z0-9_-]{16,64}'],
  [
    'a database URL with its password',
    '(?:postgres|postgresql|mysql|mariadb|mongodb|mongodb\\+srv|redis|rediss|amqp|amqps)://[^\\s:@/]{0,64}:[^\\s:@/]{1,128}@',
  ],
]

const ANY = new RegExp(`(?<![A-Za-z0-9_])(?:${PATTERNS.map(([, pattern]) => `(${pattern})`).join('|')})`)

/** The first credential of a known format in a text. */
export function findSecret(text: string): FoundSecret | undefined {
  if (text.length < 16) return undefined
  const match = ANY.exec(text)
  if (!match) return undefined
  const kind = PATTERNS[match.slice(1).findIndex((group) => group !== undefined)]?.[0] ?? 'a credential'
  return { kind, masked: mask(match[0]) }
}

/** The first four characters of a credential (fewer if it is short), and its length. */
export function mask(secret: string): string {
  return `${secret.slice(0, Math.min(4, Math.floor(secret.length / 4)))}… (${secret.length} characters)`
}

/** True if the text contains a PEM private key. */
export function isPrivatePem(text: string): boolean {
  return /-----BEGIN (?:[A-Z0-9]{1,20} ){0,3}PRIVATE KEY(?: BLOCK)?-----/.test(text)
}

/** True for password hashes with a recognizable prefix: bcrypt, Argon2, PBKDF2, scrypt, SHA-crypt. */
export function isPasswordHash(text: string): boolean {
  return /^(?:\{[A-Z0-9-]{2,12}\})?\$(?:2[abxy]\$\d\d\$|argon2(?:id|i|d)\$|pbkdf2|scrypt\$|[156]\$)/i.test(text)
}

/** True for a payment card number: a known issuer's prefix and length, and the Luhn check digit. */
export function isCardNumber(text: string): boolean {
  const trimmed = text.trim()
  if (trimmed.length < 13 || trimmed.length > 23 || !/^\d(?:[ -]?\d){12,18}$/.test(trimmed)) return false
  const digits = trimmed.replace(/\D/g, '')
  const prefix =
    /^4(?:\d{12}|\d{15}|\d{18})$/.test(digits) ||
    /^(?:5[1-5]\d{14}|2(?:22[1-9]|2[3-9]\d|[3-6]\d\d|7[01]\d|720)\d{12})$/.test(digits) ||
    /^3[47]\d{13}$/.test(digits) ||
    /^(?:6011|64[4-9]\d|65\d\d|35(?:2[89]|[3-8]\d))\d{12}$/.test(digits) ||
    /^3(?:0[0-5]|[68]\d)\d{11}$/.test(digits)
  return prefix && luhn(digits) && !/^(\d)\1*$/.test(digits)
}

function luhn(digits: string): boolean {
  let sum = 0
  for (let i = 0; i < digits.length; i++) {
    const digit = Number(digits[digits.length - 1 - i])
    const doubled = i % 2 === 1 ? digit * 2 : digit
    sum += doubled > 9 ? doubled - 9 : doubled
  }
  return sum % 10 === 0
}

/** IBAN lengths by country (ISO 13616). */
const IBAN_LENGTHS = new Map(
  'AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DK18 DO28 EE20 EG29 ES24 FI18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MR27 MT31 MU30 NL18 NO15 PK24 PL28 PS29 PT25 QA29 RO24 RS22 SA24 SC31 SE24 SI19 SK24 SM27 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20'
    .split(' ')
    .map((each) => [each.slice(0, 2), Number(each.slice(2))] as const),
)

/** True for an IBAN: the length of its country, and a valid mod-97 checksum (ISO 13616). */
export function isIban(text: string): boolean {
  if (text.length < 15 || text.length > 42 || !/^[A-Z]{2}\d{2}[A-Z0-9 ]+$/.test(text)) return false
  const plain = text.replace(/ /g, '')
  if (IBAN_LENGTHS.get(plain.slice(0, 2)) !== plain.length) return false
  let rest = 0
  for (const character of plain.slice(4) + plain.slice(0, 4)) {
    for (const digit of String(parseInt(character, 36))) rest = (rest * 10 + Number(digit)) % 97
  }
  return rest === 1
}
