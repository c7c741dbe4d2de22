// Reads a key or certificate in DER. The ASN.1 reader is loaded only when there is DER.
import { problem, type PairKey, type ReadKey } from '../../key-material.ts'
import type { DerOptions } from './asn1-key.ts'
import { derSequenceLength } from './der.ts'

/** Reads a key or certificate in DER, whichever structure it is. Ignores bytes after the structure. Never throws on data. */
export async function readDer(bytes: Uint8Array<ArrayBuffer>, options: DerOptions): Promise<ReadKey<PairKey>> {
  const length = derSequenceLength(bytes)
  if (length === undefined) {
    const found = bytes.length === 0 ? 'nothing' : 'bytes that aren’t a DER structure'
    return { problem: problem('key-der-unreadable', found, 'a key in DER', 'copy the key again from its source') }
  }
  if (length > bytes.length) {
    const missing = length - bytes.length
    return {
      problem: problem(
        'key-der-truncated',
        `${bytes.length} bytes of a key that says it has ${length}`,
        `${missing} more ${missing === 1 ? 'byte' : 'bytes'}`,
        'copy the whole key again',
        { missing, length, found: bytes.length },
      ),
    }
  }
  const { readAsn1Key } = await import('./asn1-key.ts')
  return readAsn1Key(bytes.slice(0, length), options)
}
