// Checks reading DER by tag and length: what is a signature, what isn't, and what a certificate contains.
import { describe, expect, it } from 'vitest'
import { isOnCurve, WEIERSTRASS } from './curve-equation.ts'
import { certificateFacts, derSignature } from './der-walk.ts'

describe('a signature in DER', () => {
  it.each<[string, string]>([
    ['3006020101020102', 'r 01 s 02'],
    ['300602010102010200', ''],
    ['3106020101020102', ''],
    ['3006030101020102', ''],
    ['3006020101030102', ''],
    ['3009020101020102020103', ''],
    ['3003020101', ''],
    ['30070201010202', ''],
    ['308106020101020102', 'r 01 s 02'],
    ['30820006020101020102', 'r 01 s 02'],
    ['3080020101020102', ''],
    ['30850000000006020101020102', ''],
    ['30080202000102020080', 'r 01 s 80'],
    ['3006020100020100', 'r  s '],
    ['3f06020101020102', ''],
    ['30', ''],
    ['', ''],
    ['30050201010201', ''],
    ['3004020102010', ''],
  ])('%s: %s', (hex, numbers) => {
    const found = derSignature(Buffer.from(hex, 'hex'))
    expect(found ? `r ${Buffer.from(found.r).toString('hex')} s ${Buffer.from(found.s).toString('hex')}` : '').toBe(numbers)
  })
})

/** DER of a tag and what is in it. */
const der = (tag: number, ...content: Uint8Array[]): Uint8Array => {
  const inside = Buffer.concat(content)
  return Buffer.concat([
    Buffer.from(inside.length < 128 ? [tag, inside.length] : [tag, 0x82, inside.length >> 8, inside.length & 255]),
    inside,
  ])
}
const time = (tag: number, text: string) => der(tag, Buffer.from(text))
const RSA = Buffer.from('06092a864886f70d010101', 'hex')
const EC = Buffer.from('06072a8648ce3d0201', 'hex')
const P256 = Buffer.from('06082a8648ce3d030107', 'hex')
const ED25519 = Buffer.from('06032b6570', 'hex')
const none = new Uint8Array()
const NUMBER = der(2, Uint8Array.of(1))
interface Parts {
  version?: Uint8Array
  validity?: Uint8Array
  algorithm?: Uint8Array[]
  tail?: Uint8Array
}
const certificate = ({ version = der(0xa0, NUMBER), validity, algorithm = [EC, P256], tail = none }: Parts = {}) =>
  certificateFacts(
    Buffer.concat([
      der(
        0x30,
        der(
          0x30,
          version,
          NUMBER,
          der(0x30),
          der(0x30),
          validity ?? der(0x30, time(0x17, '261122110658Z'), time(0x18, '20361119110658Z')),
          der(0x30),
          der(0x30, der(0x30, ...algorithm), der(3, Uint8Array.of(0, 4))),
        ),
        der(0x30),
        der(3, Uint8Array.of(0)),
      ),
      tail,
    ]),
  )

describe('a certificate', () => {
  const times = { notBefore: Date.UTC(2026, 10, 22, 11, 6, 58) / 1000, notAfter: Date.UTC(2036, 10, 19, 11, 6, 58) / 1000 }
  it('says from when to when it is good, and of what type its key is', () => {
    expect(certificate()).toEqual({ ...times, key: 'P-256' })
    expect(certificate({ version: none })).toEqual({ ...times, key: 'P-256' })
    expect(certificate({ algorithm: [RSA, der(5)] })?.key).toBe('RSA')
    expect(certificate({ algorithm: [ED25519] })?.key).toBe('Ed25519')
    expect(certificate({ algorithm: [EC] })?.key).toBeUndefined()
    expect(certificate({ algorithm: [] })?.key).toBeUndefined()
  })
  it('has two digits for a year of this century up to 49', () => {
    const notBefore = (text: string) => certificate({ validity: der(0x30, time(0x17, text), time(0x17, '490101000000Z')) })?.notBefore
    expect(notBefore('490101000000Z')).toBe(Date.UTC(2049, 0, 1) / 1000)
    expect(notBefore('500101000000Z')).toBe(Date.UTC(1950, 0, 1) / 1000)
  })
  it.each<[string, Parts]>([
    ['bytes after it', { tail: Uint8Array.of(0) }],
    ['one time', { validity: der(0x30, time(0x17, '261122110658Z')) }],
    ['times in a set', { validity: der(0x31, time(0x17, '261122110658Z'), time(0x17, '261122110658Z')) }],
    ['a time without seconds', { validity: der(0x30, time(0x17, '2611221106Z'), time(0x17, '261122110658Z')) }],
    ['a time without a zone', { validity: der(0x30, time(0x17, '261122110658'), time(0x17, '261122110658Z')) }],
    ['a long time with a short year', { validity: der(0x30, time(0x18, '261122110658Z'), time(0x17, '261122110658Z')) }],
    ['a time that is none', { validity: der(0x30, time(0x17, '261122110658Z'), time(0x17, '269922110658Z')) }],
    ['a time of another type', { validity: der(0x30, time(0x13, '261122110658Z'), time(0x17, '261122110658Z')) }],
  ])('is none with %s', (_, parts) => expect(certificate(parts)).toBeUndefined())
  it('is none where its three parts are not there', () => {
    const tbs = der(0x30, NUMBER)
    for (const bytes of [
      none,
      der(0x31, tbs),
      der(0x30),
      der(0x30, tbs),
      der(0x30, tbs, der(0x30)),
      der(0x30, tbs, der(0x31), der(3)),
      der(0x30, tbs, der(0x30), der(4)),
      der(0x30, NUMBER, der(0x30), der(3)),
      der(0x30, tbs, der(0x30), der(3)),
    ])
      expect(certificateFacts(bytes)).toBeUndefined()
  })
})

describe('a point', () => {
  const curve = WEIERSTRASS.get('P-256')!
  const number = (text: string) => BigInt(`0x${Buffer.from(text, 'base64url').toString('hex')}`)
  const [x, y] = [number('f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU'), number('x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0')]
  it('lies on its curve or not', () => {
    expect(isOnCurve(curve, x, y)).toBe(true)
    expect(isOnCurve(curve, x, curve.p - y)).toBe(true)
    expect(isOnCurve(curve, x, y + 1n)).toBe(false)
    expect(isOnCurve(curve, x + curve.p, y)).toBe(false)
    expect(isOnCurve(curve, x, y + curve.p)).toBe(false)
  })
})
