// Checks that text that may be bytes is decoded as hex and as base64, but only if it is long enough.
import { expect, it } from 'vitest'
import { encodeHex } from '../../text/bytes.ts'
import { decodedHexOrBase64 } from './raw-bytes.ts'

const HEX = '00112233445566778899aabbccddeeff'
const base64 = (text: string) => Buffer.from(text, 'base64').toString('hex')

it.each<[string, string[]]>([
  [HEX, [HEX, base64(HEX)]],
  [` 0x${HEX.toUpperCase()}\n`, [HEX, base64(`0x${HEX.toUpperCase()}`)]],
  [HEX.replace(/..(?=.)/g, '$&:'), [HEX]],
  [HEX.replace(/..(?=.)/g, '$&  '), [HEX, base64(HEX)]],
  // Too few bytes aren't a key, half a byte isn't hex, and neither is hex with other text around it.
  [HEX.slice(2), [base64(HEX.slice(2))]],
  [`${HEX}0`, [base64(`${HEX}0`)]],
  [`g${HEX}`, [base64(`g${HEX}`)]],
  [`${HEX}g`, [base64(`${HEX}g`)]],
  ['+/-_+/-_+/-_+/-_', ['fbffbf'.repeat(4)]],
  ['AAAA AAAA\nAAAA AAA==', []],
  ['AAAA  AAAA\nAAAA AAAA==', ['0'.repeat(24)]],
  ['.AAAAAAAAAAAAAAAA', []],
  ['AAAAAAAAAAAAAAAA.', []],
  ['', []],
])('%j', (text, bytes) => expect(decodedHexOrBase64(text).map((each) => encodeHex(each))).toEqual(bytes))
