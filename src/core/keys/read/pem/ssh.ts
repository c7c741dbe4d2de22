// Reads OpenSSH public keys, as in authorized_keys and .pub files (RFC 4253 section 6.6, RFC 5656 section 3.1, RFC 8709 section 4).
import { encodeBase64url } from '../../../text/base64url.ts'
import { bitLength, curves } from '../../../algorithms/curves.ts'
import { note, problem, type Jwk, type PairKey, type PairType, type ReadKey } from '../../key-material.ts'
import { decodeBase64 } from '../../../text/base64.ts'
import { withoutTrailing } from '../../../text/characters.ts'
import { quoted } from '../../../text/quoted.ts'

const LINE =
  /^(?:[^\n]*\s)?(ssh-rsa|ssh-ed25519|ssh-ed448|ecdsa-sha2-nistp(?:256|384|521)|ssh-dss|sk-[a-z0-9@.-]+)\s+([A-Za-z0-9+/]{16,}={0,2})(?:\s|$)/

/** Reads an OpenSSH line; undefined if the text is not one. */
export function readSshText(text: string): ReadKey<PairKey> | undefined {
  const digits = LINE.exec(text.trim())?.[2]
  return digits === undefined ? undefined : readSshKey(decodeBase64(withoutTrailing(digits, '=')))
}

/** Reads the blob of an SSH public key. */
export function readSshKey(blob: Uint8Array): ReadKey<PairKey> {
  const fields = splitFields(blob)
  if (!fields)
    return {
      problem: problem('key-der-unreadable', 'an OpenSSH key that is cut off or damaged', 'a complete line', 'copy the whole line again'),
    }
  const [name, second, third] = fields
  const type = new TextDecoder().decode(name)
  if (type === 'ssh-rsa' && second && third) {
    const n = withoutSign(third)
    return key({ kty: 'RSA', n: encodeBase64url(n), e: encodeBase64url(withoutSign(second)) }, bitLength(n))
  }
  const curve = curves.find(({ ssh }) => ssh !== '' && ssh === type)
  const okp = curve?.kty === 'OKP' ? curve : undefined
  if (okp && second?.length === okp.bytes) return key({ kty: 'OKP', crv: okp.name, x: encodeBase64url(second) }, okp.bits)
  if (curve?.kty === 'EC' && third?.[0] === 4 && third.length === 1 + 2 * curve.bytes) {
    const x = encodeBase64url(third.subarray(1, 1 + curve.bytes))
    return key({ kty: 'EC', crv: curve.name, x, y: encodeBase64url(third.subarray(1 + curve.bytes)) }, curve.bits)
  }
  const action = 'use an RSA, ECDSA or Ed25519 key'
  return {
    problem: problem('key-unsupported', `an OpenSSH key of type ${quoted(type)}`, 'ssh-rsa, ecdsa-sha2-nistp* or ssh-ed25519', action),
  }
}

function key(jwk: Jwk<PairType>, bits: number): ReadKey<PairKey> {
  return {
    key: {
      kind: 'public',
      type: jwk.kty,
      curve: jwk.crv,
      bits,
      format: 'openssh',
      armor: undefined,
      jwk,
      kid: undefined,
      alg: undefined,
      use: undefined,
      keyOps: undefined,
      certificate: undefined,
      purpose: undefined,
    },
    notes: [note('key-format-note', { format: 'openssh', armor: 'none' })],
  }
}

/** Fields of four length bytes and their content (RFC 4251 section 5); undefined if they don't exactly fill the blob. */
function splitFields(blob: Uint8Array): Uint8Array[] | undefined {
  const view = new DataView(blob.buffer, blob.byteOffset, blob.byteLength)
  const fields: Uint8Array[] = []
  let at = 0
  while (at < blob.length) {
    if (at + 4 > blob.length) return undefined
    const length = view.getUint32(at)
    if (at + 4 + length > blob.length) return undefined
    fields.push(blob.subarray(at + 4, at + 4 + length))
    at += 4 + length
  }
  return fields
}

/** An mpint without the zero byte that keeps it positive. */
export function withoutSign(bytes: Uint8Array): Uint8Array {
  let start = 0
  while (start < bytes.length - 1 && bytes[start] === 0) start++
  return bytes.subarray(start)
}
