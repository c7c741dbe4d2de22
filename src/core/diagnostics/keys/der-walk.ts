// A walk over DER by tag and length, for rules that must answer at once: asn1js, which reads keys, is loaded only when there is one (X.690 section 8.1).
import { curveByOid } from '../../algorithms/curves.ts'

export interface DerValue {
  readonly tag: number
  /** Offset of the tag. */
  readonly from: number
  /** Offset of the content. */
  readonly start: number
  /** Offset after the content. */
  readonly end: number
}

/** The value at an offset; undefined if the bytes aren't DER or end too early. Lengths up to four bytes, tags of one. */
export function derValue(bytes: Uint8Array, from: number, limit = bytes.length): DerValue | undefined {
  const tag = bytes[from]
  const first = bytes[from + 1]
  if (tag === undefined || first === undefined || (tag & 0x1f) === 0x1f) return undefined
  let start = from + 2
  let length = first
  if (first >= 0x80) {
    const count = first & 0x7f
    if (count === 0 || count > 4) return undefined
    length = 0
    for (let i = 0; i < count; i++) length = length * 256 + (bytes[start + i] ?? 0)
    start += count
  }
  return start + length > limit ? undefined : { tag, from, start, end: start + length }
}

/** The values inside a constructed one; undefined where they do not fill it exactly. */
export function derChildren(bytes: Uint8Array, parent: DerValue): DerValue[] | undefined {
  const children: DerValue[] = []
  for (let at = parent.start; at < parent.end;) {
    const child = derValue(bytes, at, parent.end)
    if (!child) return undefined
    children.push(child)
    at = child.end
  }
  return children
}

/** r and s of an ECDSA signature in DER: SEQUENCE of two INTEGERs (RFC 3279 section 2.2.3); undefined where the bytes are none. */
export function derSignature(bytes: Uint8Array): { r: Uint8Array; s: Uint8Array } | undefined {
  const sequence = derValue(bytes, 0)
  if (sequence?.tag !== 0x30 || sequence.end !== bytes.length) return undefined
  const [r, s, ...more] = derChildren(bytes, sequence) ?? []
  if (r?.tag !== 0x02 || s?.tag !== 0x02 || more.length > 0) return undefined
  const integer = ({ start, end }: DerValue) => {
    let at = start
    while (at < end && bytes[at] === 0) at++
    return bytes.subarray(at, end)
  }
  return { r: integer(r), s: integer(s) }
}

export interface WalkedCertificate {
  /** Seconds since 1970. */
  readonly notBefore: number
  /** Seconds since 1970. */
  readonly notAfter: number
  /** Key type and curve of the subject's key; undefined for algorithms that JOSE does not know. */
  readonly key: string | undefined
}

/** rsaEncryption and id-RSASSA-PSS (RFC 4055 section 1.2). */
const RSA_OIDS = ['1.2.840.113549.1.1.1', '1.2.840.113549.1.1.10']

/** What an object identifier in a SubjectPublicKeyInfo names: RSA or a curve. */
function keyType(oid: string): string | undefined {
  return RSA_OIDS.includes(oid) ? 'RSA' : curveByOid(oid)?.name
}

/** An object identifier's content with dots (X.690 section 8.19). */
function dotted(content: Uint8Array): string {
  const numbers: number[] = []
  let number = 0
  for (const byte of content) {
    number = number * 128 + (byte & 0x7f)
    if (byte >= 0x80) continue
    numbers.push(number)
    number = 0
  }
  const [first = 0, ...rest] = numbers
  const root = Math.min(Math.floor(first / 40), 2)
  return [root, first - 40 * root, ...rest].join('.')
}

/** Validity and key type of an X.509 certificate; undefined where the bytes are none (RFC 5280 section 4.1). */
export function certificateFacts(bytes: Uint8Array): WalkedCertificate | undefined {
  const certificate = derValue(bytes, 0)
  if (certificate?.tag !== 0x30 || certificate.end !== bytes.length) return undefined
  const [tbs, signatureAlgorithm, signature] = derChildren(bytes, certificate) ?? []
  if (tbs?.tag !== 0x30 || signatureAlgorithm?.tag !== 0x30 || signature?.tag !== 0x03) return undefined
  const parts = derChildren(bytes, tbs)
  if (!parts) return undefined
  const [, , , validity, , spki] = parts.slice(parts[0]?.tag === 0xa0 ? 1 : 0)
  const times = validity?.tag === 0x30 ? derChildren(bytes, validity) : undefined
  if (!spki || times?.length !== 2) return undefined
  const [notBefore, notAfter] = times.map((time) => seconds(bytes, time))
  if (notBefore === undefined || notAfter === undefined) return undefined
  const algorithm = derChildren(bytes, spki)?.[0]
  const [oid, parameter] = (algorithm && derChildren(bytes, algorithm)) ?? []
  const names = [parameter, oid].map((value) => (value?.tag === 0x06 ? keyType(dotted(bytes.subarray(value.start, value.end))) : undefined))
  return { notBefore, notAfter, key: names[0] ?? names[1] }
}

/** UTCTime or GeneralizedTime (RFC 5280 section 4.1.2.5). */
function seconds(bytes: Uint8Array, { tag, start, end }: DerValue): number | undefined {
  const text = String.fromCharCode(...bytes.subarray(start, Math.min(end, start + 20)))
  const digits =
    tag === 0x17 && /^\d{12}Z$/.test(text)
      ? (Number(text.slice(0, 2)) >= 50 ? '19' : '20') + text
      : tag === 0x18 && /^\d{14}Z$/.test(text)
        ? text
        : undefined
  if (digits === undefined) return undefined
  const iso = digits.replace(/^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z')
  const time = Date.parse(iso)
  return Number.isNaN(time) ? undefined : time / 1000
}
