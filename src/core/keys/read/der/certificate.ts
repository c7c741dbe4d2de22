// Reads what an X.509 certificate says about its key: names, validity, alternative names and thumbprints (RFC 5280 section 4.1).
import { byteAt } from '../../../text/bytes.ts'
import { GeneralizedTime, UTCTime } from 'asn1js'
import { children, contentOf, isInteger, isOctetString, isTagged, oidOf, parseDer, type Asn1 } from './asn1.ts'
import type { Certificate } from '../../key-material.ts'
import { certificateThumbprint } from '../../thumbprint.ts'

const ATTRIBUTES = new Map([
  ['2.5.4.3', 'CN'],
  ['2.5.4.4', 'SN'],
  ['2.5.4.5', 'serialNumber'],
  ['2.5.4.6', 'C'],
  ['2.5.4.7', 'L'],
  ['2.5.4.8', 'ST'],
  ['2.5.4.9', 'street'],
  ['2.5.4.10', 'O'],
  ['2.5.4.11', 'OU'],
  ['2.5.4.12', 'title'],
  ['2.5.4.42', 'GN'],
  ['2.5.4.97', 'organizationIdentifier'],
  ['0.9.2342.19200300.100.1.1', 'UID'],
  ['0.9.2342.19200300.100.1.25', 'DC'],
  ['1.2.840.113549.1.9.1', 'E'],
])
const SUBJECT_ALT_NAME = '2.5.29.17'

/** Reads a TBSCertificate's parts; undefined if they are not arranged as in RFC 5280 section 4.1. */
export function readCertificate(der: Uint8Array<ArrayBuffer>, tbs: Asn1[]): { certificate: Certificate; spki: Asn1 } | undefined {
  const at = isTagged(tbs[0], 0) ? 1 : 0
  const [serial, , issuer, validity, subject, spki] = tbs.slice(at)
  const [notBefore, notAfter] = children(validity).map(seconds)
  if (!isInteger(serial) || !issuer || !subject || !spki || notBefore === undefined || notAfter === undefined) return undefined
  const extensions = children(children(tbs.find((part) => isTagged(part, 3)))[0])
  const alternative = extensions.find((extension) => oidOf(children(extension)[0]) === SUBJECT_ALT_NAME)
  const value = children(alternative).find(isOctetString)
  const san = value ? children(parseDer(contentOf(value))).map(generalName) : []
  return {
    spki,
    certificate: {
      subject: distinguishedName(subject),
      issuer: distinguishedName(issuer),
      notBefore,
      notAfter,
      san,
      der,
      sha1: certificateThumbprint(der, 'SHA-1'),
      sha256: certificateThumbprint(der, 'SHA-256'),
    },
  }
}

/** "CN=example, O=Example" in the certificate's order, with the escapes of RFC 4514 section 2.4. */
function distinguishedName(name: Asn1): string {
  const parts = children(name).flatMap((set) =>
    children(set).map((attribute) => {
      const [type, value] = children(attribute)
      const oid = oidOf(type) ?? '?'
      return `${ATTRIBUTES.get(oid) ?? oid}=${textOf(value).replace(/[\\,+"<>;]/g, '\\$&')}`
    }),
  )
  return parts.join(', ')
}

function textOf(node: Asn1 | undefined): string {
  const content = contentOf(node)
  const tag = node?.idBlock.tagNumber
  if (tag === 30) return new TextDecoder('utf-16be').decode(content)
  return new TextDecoder(tag === 20 ? 'iso-8859-1' : 'utf-8').decode(content)
}

/** GeneralName (RFC 5280 section 4.2.1.6). */
function generalName(node: Asn1): string {
  const content = contentOf(node)
  const ascii = () => new TextDecoder().decode(content)
  switch (node.idBlock.tagNumber) {
    case 1:
      return `email:${ascii()}`
    case 2:
      return `DNS:${ascii()}`
    case 4:
      return `dirName:${distinguishedName(children(node)[0]!)}`
    case 6:
      return `URI:${ascii()}`
    case 7:
      return `IP:${ipAddress(content)}`
    default:
      return `other:[${node.idBlock.tagNumber}]`
  }
}

function ipAddress(bytes: Uint8Array): string {
  if (bytes.length === 4) return bytes.join('.')
  const groups: string[] = []
  for (let i = 0; i + 1 < bytes.length; i += 2) groups.push(((byteAt(bytes, i) << 8) | byteAt(bytes, i + 1)).toString(16))
  return groups.join(':')
}

function seconds(node: Asn1): number | undefined {
  if (!(node instanceof UTCTime || node instanceof GeneralizedTime)) return undefined
  // UTCTime years 50 to 99 are in the last century (RFC 5280 section 4.1.2.5.1); asn1js handles that.
  const time = node.toDate().getTime()
  return Number.isNaN(time) ? undefined : Math.floor(time / 1000)
}
