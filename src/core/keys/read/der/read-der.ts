// Reads a key or certificate in DER with the ASN.1 reader, which is loaded only where there is DER.
import { problem, type PairKey, type ReadKey } from '../../key-material.ts'
import type { DerOptions } from './asn1-key.ts'
import { derSequenceLength } from './der.ts'

/** Reads a key or certificate in DER, whichever structure it is; bytes after the structure are ignored. Never throws on data. */
export async function readDer(bytes: Uint8Array<ArrayBuffer>, options: DerOptions): Promise<ReadKey<PairKey>> {
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
