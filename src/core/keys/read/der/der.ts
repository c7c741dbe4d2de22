// Recognises DER by its first bytes, and hands what is DER to the ASN.1 reader, which is loaded only then (X.690 section 8.1.3).
import { problem, type Armour, type KeyResult } from '../../key-material.ts'

/** Bytes that a DER SEQUENCE at the start says it has, header included; undefined where no SEQUENCE starts there. */
export function derSequenceLength(bytes: Uint8Array): number | undefined {
  if (bytes[0] !== 0x30 || bytes.length < 2) return undefined
  const first = bytes[1]!
  if (first < 0x80) return 2 + first
  const count = first & 0x7f
  if (count === 0 || count > 4 || bytes.length < 2 + count) return undefined
  let length = 0
  for (let i = 0; i < count; i++) length = length * 256 + bytes[2 + i]!
  return 2 + count + length
}

/** True where the bytes are one DER SEQUENCE and nothing else. */
export function isDerSequence(bytes: Uint8Array): boolean {
  return derSequenceLength(bytes) === bytes.length
}

export interface DerOptions {
  readonly armour: Armour
  /** The PEM label, checked against what is found. */
  readonly label: string | undefined
  readonly passphrase: string | undefined
}

/** Reads a key or certificate in DER, whichever structure it is; bytes after the structure are ignored. Never throws on data. */
export async function readDer(bytes: Uint8Array<ArrayBuffer>, options: DerOptions): Promise<KeyResult> {
  const length = derSequenceLength(bytes)
  if (length === undefined) {
    const found = bytes.length === 0 ? 'nothing' : 'bytes that are no DER structure'
    return { problem: problem('key-der-unreadable', found, 'a key in DER', 'copy the key again from its source') }
  }
  if (length > bytes.length) {
    const missing = length - bytes.length
    return {
      problem: problem(
        'key-der-truncated',
        `${bytes.length} bytes of a key that says it has ${length}`,
        `${missing} more ${missing === 1 ? 'byte' : 'bytes'}`,
        'copy the key again to its very end',
        { missing, length, found: bytes.length },
      ),
    }
  }
  const { readAsn1Key } = await import('./asn1-key.ts')
  return readAsn1Key(bytes.slice(0, length), options)
}
