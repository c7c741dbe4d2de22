// Reads what path validation needs from a certificate (RFC 5280 section 4): its names, its times, what its extensions allow, and the signed bytes.
import {
  children,
  contentOf,
  isBitString,
  isInteger,
  isOctetString,
  isTagged,
  oidOf,
  parseDer,
  smallInteger,
  type Asn1,
} from '../keys/read/der/asn1.ts'
import { readDer } from '../keys/read/der/read-der.ts'
import type { Certificate, PairKey } from '../keys/key-material.ts'
import { equalBytes } from '../text/bytes.ts'

type Bytes = Uint8Array<ArrayBuffer>

export interface CertificateInPath {
  readonly key: PairKey
  readonly facts: Certificate
  /** The DER of the names, used to compare them. */
  readonly subjectDer: Bytes
  readonly issuerDer: Bytes
  /** The DER of the TBSCertificate, which is what was signed. */
  readonly signed: Bytes
  readonly signature: Bytes
  readonly algorithm: SignatureAlgorithm
  /** "cA" of Basic Constraints; undefined if the extension is absent (RFC 5280 section 4.2.1.9). */
  readonly isCa: boolean | undefined
  /** How many CA certificates may follow; undefined for any number. */
  readonly pathLength: number | undefined
  /** Whether Key Usage includes keyCertSign; undefined if the extension is absent (RFC 5280 section 4.2.1.3). */
  readonly maySign: boolean | undefined
  /** Object identifiers of extensions that a verifier must process (RFC 5280 section 4.2) and this page doesn't, and of repeated ones. */
  readonly unprocessed: readonly string[]
}

export interface SignatureAlgorithm {
  /** Object identifier. */
  readonly oid: string
  readonly parameters: Asn1 | undefined
  /** Whether the identifier inside the signed part is the same (RFC 5280 section 4.1.1.2). */
  readonly isConsistent: boolean
}

const BASIC_CONSTRAINTS = '2.5.29.19'
const KEY_USAGE = '2.5.29.15'
/** Critical extensions that don't matter here: other uses of the key, and the names and policies under which it was issued. */
const HARMLESS: ReadonlySet<string> = new Set([BASIC_CONSTRAINTS, KEY_USAGE, '2.5.29.17', '2.5.29.37', '2.5.29.32'])
/** Checked even if it isn't marked as critical (RFC 5280 section 4.2.1.10 says it must be): skipping it would widen what it narrows. */
export const NAME_CONSTRAINTS = '2.5.29.30'
/** The position of the keyCertSign bit, from the left. */
const KEY_CERT_SIGN = 5

/** Reads one certificate in DER; undefined if it isn't one or its key can't be read. Never throws. */
export async function readCertificateInPath(der: Bytes): Promise<CertificateInPath | undefined> {
  const { key } = await readDer(der, { armor: 'base64', label: undefined, passphrase: undefined })
  const facts = key?.certificate
  const [tbs, outer, signature] = children(parseDer(der))
  // A signature is whole bytes (RFC 5280 section 4.1.1.3), so the last byte has no unused bits.
  if (!key || !facts || !tbs || !isBitString(signature) || signature.valueBlock.unusedBits !== 0) return undefined
  const parts = children(tbs).slice(isTagged(children(tbs)[0], 0) ? 1 : 0)
  const [, inner, issuer, , subject] = parts
  const oid = oidOf(children(outer)[0])
  if (!inner || !outer || !issuer || !subject || oid === undefined) return undefined
  const extensions = readExtensions(parts)
  const basic = extensions.find((each) => each.oid === BASIC_CONSTRAINTS)
  const usage = extensions.find((each) => each.oid === KEY_USAGE)
  const constraints = basic && children(parseDer(basic.value))
  return {
    key,
    facts,
    subjectDer: whole(subject),
    issuerDer: whole(issuer),
    signed: whole(tbs),
    signature: contentOf(signature),
    algorithm: { oid, parameters: children(outer)[1], isConsistent: equalBytes(whole(inner), whole(outer)) },
    isCa: constraints && isTrue(constraints[0]),
    pathLength: constraints && smallInteger(constraints.find(isInteger)),
    maySign: usage && hasBit(parseDer(usage.value), KEY_CERT_SIGN),
    unprocessed: extensions.filter(isUnprocessed).map(({ oid }) => oid),
  }
}

interface Extension {
  readonly oid: string
  readonly critical: boolean
  readonly value: Bytes
}

function isUnprocessed({ oid, critical }: Extension, i: number, all: readonly Extension[]): boolean {
  const isRepeated = all.findIndex((each) => each.oid === oid) < i
  return (critical && !HARMLESS.has(oid)) || oid === NAME_CONSTRAINTS || isRepeated
}

function readExtensions(parts: readonly Asn1[]): Extension[] {
  return children(children(parts.find((part) => isTagged(part, 3)))[0]).flatMap((extension) => {
    const [id, ...rest] = children(extension)
    const oid = oidOf(id)
    const value = rest.find(isOctetString)
    return oid !== undefined && value ? [{ oid, critical: isTrue(rest[0]), value: contentOf(value) }] : []
  })
}

/** A BOOLEAN that is true. */
function isTrue(node: Asn1 | undefined): boolean {
  return node?.idBlock.tagClass === 1 && node.idBlock.tagNumber === 1 && contentOf(node)[0] !== 0
}

function hasBit(node: Asn1 | undefined, bit: number): boolean {
  const byte = isBitString(node) ? contentOf(node)[bit >> 3] : undefined
  return byte !== undefined && (byte & (0x80 >> (bit & 7))) !== 0
}

function whole(node: Asn1): Bytes {
  return new Uint8Array(node.valueBeforeDecodeView)
}

/**
 * Two names match (RFC 5280 section 7.1) if they have the same bytes, or the same attributes with other kinds of strings, other letter case
 * and other whitespace.
 */
export function sameName(a: { readonly der: Bytes; readonly text: string }, b: { readonly der: Bytes; readonly text: string }): boolean {
  return equalBytes(a.der, b.der) || (a.text !== '' && folded(a.text) === folded(b.text))
}

function folded(text: string): string {
  return text.toLowerCase().replace(/\s+/g, ' ')
}
