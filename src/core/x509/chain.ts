// Reads a certificate chain ("x5c", RFC 7515 section 4.1.6) and checks each link's signature: everything that doesn't depend on the clock.
import { decodeBase64 } from '../text/base64.ts'
import { withoutTrailing } from '../text/characters.ts'
import { equalBytes } from '../text/bytes.ts'
import type { JsonNode } from '../text/json.ts'
import { findPemBlocks } from '../keys/read/pem/pem.ts'
import { certificateSignature, type CertificateSignature } from './certificate-signature.ts'
import { readCertificateInPath, sameName, type CertificateInPath } from './certificate.ts'

type Bytes = Uint8Array<ArrayBuffer>

/** More certificates than any real chain has. The signatures of longer chains are not checked. */
export const MOST_CERTIFICATES = 10

/** A certificate of the chain and the one above it that should have issued it. */
export interface Link {
  readonly certificate: CertificateInPath
  /** The next certificate, the certificate itself if it is last and self-signed, or the reader's root; undefined if its issuer isn't available. */
  readonly issuer: CertificateInPath | undefined
  /** Undefined if the issuer isn't available. */
  readonly signature: CertificateSignature | undefined
  readonly namesFit: boolean
}

export type Chain =
  /** It isn't a list of certificates: `at` is the position of the first that can't be read, from 0. */
  | { readonly kind: 'unreadable'; readonly at: number }
  | { readonly kind: 'too-long'; readonly length: number }
  | {
      readonly kind: 'chain'
      /** From the certificate with the token's key upward. */
      readonly links: readonly Link[]
      /** Whether it leads to the reader's root. */
      readonly root: 'not-given' | 'reached' | 'not-reached'
      /** The root that it leads to. */
      readonly anchor: CertificateInPath | undefined
    }

/** Reads a chain and checks each link, up to one of the roots that the reader gives. Never throws. */
export async function readChain(x5c: JsonNode, roots: readonly CertificateInPath[] = []): Promise<Chain> {
  const items = x5c.type === 'array' ? x5c.items : []
  if (items.length > MOST_CERTIFICATES) return { kind: 'too-long', length: items.length }
  const certificates: CertificateInPath[] = []
  for (const item of items) {
    const read = item.type === 'string' ? await readBase64(item.value) : undefined
    if (!read) return { kind: 'unreadable', at: certificates.length }
    certificates.push(read)
  }
  const last = certificates.at(-1)
  if (!last) return { kind: 'unreadable', at: 0 }
  const inside = certificates.findIndex((each) => roots.some((root) => equalBytes(root.facts.der, each.facts.der)))
  // Certificates above the reader's root no longer matter.
  const path = inside < 0 ? certificates : certificates.slice(0, inside + 1)
  const above = inside < 0 ? await issuerAmong(roots, last) : undefined
  const links: Link[] = []
  for (const [i, certificate] of path.entries()) {
    const isTop = i === path.length - 1
    const issuer = path[i + 1] ?? above ?? (namesItself(certificate) ? certificate : undefined)
    // A root that the reader gave is trusted as it is (RFC 5280 section 6.1).
    if (isTop && inside >= 0) break
    links.push({
      certificate,
      issuer,
      signature: issuer && (await certificateSignature(certificate, issuer.key)),
      namesFit: issuer !== undefined && isNamed(certificate, issuer),
    })
  }
  const anchor = inside < 0 ? above : path.at(-1)
  return { kind: 'chain', links, root: roots.length === 0 ? 'not-given' : anchor ? 'reached' : 'not-reached', anchor }
}

/** The certificates in a text of PEM blocks or of bare base64. Leaves out those that can't be read. Never throws. */
export async function readRoots(text: string): Promise<CertificateInPath[]> {
  const blocks = findPemBlocks(text).slice(0, MOST_ROOTS)
  const found = blocks.length > 0 ? blocks.map(({ bytes }) => bytes) : [text.replace(/\s+/g, '')].flatMap((bare) => bytesOf(bare) ?? [])
  const read = await Promise.all(found.filter((bytes) => bytes.length > 0).map(readCertificateInPath))
  return read.filter((each) => each !== undefined)
}

/** A little more than a bundle of all public roots contains. */
const MOST_ROOTS = 300

async function issuerAmong(roots: readonly CertificateInPath[], certificate: CertificateInPath): Promise<CertificateInPath | undefined> {
  for (const root of roots) {
    if (isNamed(certificate, root) && (await certificateSignature(certificate, root.key)) === 'holds') return root
  }
  return undefined
}

/** Whether the issuer name in one certificate is the subject name of another. */
function isNamed(certificate: CertificateInPath, issuer: CertificateInPath): boolean {
  return sameName({ der: certificate.issuerDer, text: certificate.facts.issuer }, { der: issuer.subjectDer, text: issuer.facts.subject })
}

/** Whether issuer and subject are the same: it signed itself, or another certificate of the same authority did. */
export function namesItself(certificate: CertificateInPath): boolean {
  return isNamed(certificate, certificate)
}

async function readBase64(text: string): Promise<CertificateInPath | undefined> {
  const bytes = bytesOf(text)
  return bytes && readCertificateInPath(bytes)
}

/** Standard base64, with or without padding; another rule checks how strictly it is encoded. */
function bytesOf(text: string): Bytes | undefined {
  return /^[A-Za-z0-9+/]+={0,2}$/.test(text) ? decodeBase64(withoutTrailing(text, '=')) : undefined
}
