// Recognizes DER by its first bytes (X.690 section 8.1.3).
import { byteAt } from '../../../text/bytes.ts'

/** The length in bytes that a DER SEQUENCE at the start declares, header included; undefined if no SEQUENCE starts there. */
export function derSequenceLength(bytes: Uint8Array): number | undefined {
  if (bytes[0] !== 0x30 || bytes.length < 2) return undefined
  const first = byteAt(bytes, 1)
  if (first < 0x80) return 2 + first
  const count = first & 0x7f
  if (count === 0 || count > 4 || bytes.length < 2 + count) return undefined
  let length = 0
  for (let i = 0; i < count; i++) length = length * 256 + byteAt(bytes, 2 + i)
  return 2 + count + length
}

/** Whether the bytes are exactly one DER SEQUENCE. */
export function isDerSequence(bytes: Uint8Array): boolean {
  return derSequenceLength(bytes) === bytes.length
}
