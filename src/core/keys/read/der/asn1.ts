// A small API over asn1js for reading DER: just what keys and certificates need. Loaded only with them.
import { BitString, Constructed, fromBER, Integer, ObjectIdentifier, OctetString, Sequence, type BaseBlock } from 'asn1js'

export type Asn1 = BaseBlock

/** Parses one DER value; undefined if the bytes are not DER. */
export function parseDer(bytes: Uint8Array): Asn1 | undefined {
  const copy = new Uint8Array(bytes)
  try {
    const { offset, result } = fromBER(copy)
    return offset < 0 || result.error ? undefined : result
  } catch {
    // asn1js throws on some malformed values instead of returning an error.
    return undefined
  }
}

/** Children of a constructed value; empty for any other. */
export function children(node: Asn1 | undefined): Asn1[] {
  return node instanceof Constructed || node instanceof Sequence ? node.valueBlock.value : []
}

export const isSequence = (node: Asn1 | undefined): node is Sequence => node instanceof Sequence
export const isInteger = (node: Asn1 | undefined): node is Integer => node instanceof Integer
export const isOctetString = (node: Asn1 | undefined): node is OctetString => node instanceof OctetString
export const isBitString = (node: Asn1 | undefined): node is BitString => node instanceof BitString

/** Whether it is the context-specific tag `[number]` (X.690 section 8.1.2). */
export function isTagged(node: Asn1 | undefined, number: number): boolean {
  return node !== undefined && node.idBlock.tagClass === 3 && node.idBlock.tagNumber === number
}

/** Dotted object identifier, or undefined. */
export function oidOf(node: Asn1 | undefined): string | undefined {
  return node instanceof ObjectIdentifier ? node.getValue() : undefined
}

/** Content bytes of an INTEGER (big-endian, unsigned, no leading zeros), OCTET STRING, BIT STRING or primitive tag. */
export function contentOf(node: Asn1 | undefined): Uint8Array<ArrayBuffer> {
  if (!node) return new Uint8Array(0)
  // A nested structure inside an OCTET or BIT STRING is parsed by asn1js too; the header's length says where the content starts.
  const whole = new Uint8Array(node.valueBeforeDecodeView)
  const header = node.idBlock.blockLength + node.lenBlock.blockLength
  let content = whole.slice(header)
  if (isBitString(node)) content = content.slice(1)
  if (isInteger(node)) {
    let start = 0
    while (start < content.length - 1 && content[start] === 0) start++
    content = content.slice(start)
  }
  return content
}

/** A small INTEGER as a number; undefined if it is not an INTEGER or is larger than 2^31. */
export function smallInteger(node: Asn1 | undefined): number | undefined {
  if (!isInteger(node)) return undefined
  const content = contentOf(node)
  return content.length > 4 ? undefined : content.reduce((value, byte) => value * 256 + byte, 0)
}
