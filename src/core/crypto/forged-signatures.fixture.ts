// Makes forged signatures of kinds that libraries have accepted. Each must fail in Node and in every browser, since their engines differ.
import { Buffer } from 'node:buffer'
import * as node from 'node:crypto'

/** A token and the public JWK to check it with. Its name ends in "genuine" if it must verify. */
export type Attack = readonly [name: string, token: string, key: object]

const b64 = (value: Buffer | string) => Buffer.from(value).toString('base64url')
const inputOf = (alg: string) => `${b64(JSON.stringify({ alg }))}.${b64('{"sub":"admin"}')}`
const tokenOf = (alg: string, signature: Buffer) => `${inputOf(alg)}.${b64(signature)}`
const publicOf = (key: node.KeyObject) => key.export({ format: 'jwk' })
const big = (bytes: Buffer) => BigInt(`0x${bytes.toString('hex') || '0'}`)
const bytesOf = (value: bigint, length: number) => Buffer.from(value.toString(16).padStart(2 * length, '0'), 'hex')
const little = (value: bigint, length = 32) => Buffer.from(bytesOf(value, length).toReversed())
/** The negative of a number in two's complement. */
const minus = (value: bigint, length: number) => bytesOf((1n << BigInt(8 * length + 8)) - value, length + 1)
const derOf = (...numbers: Buffer[]) => {
  const content = Buffer.concat(numbers.map((each) => Buffer.concat([Buffer.from([2, each.length]), each])))
  return Buffer.concat([Buffer.from([0x30, content.length]), content])
}
const filled = (start: Buffer, length: number) =>
  Buffer.concat([start, Buffer.alloc(Math.max(0, length - start.length))]).subarray(0, length)

const CURVES = [
  ['ES256', 'P-256', 'sha256', 32, 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n],
  ['ES384', 'P-384', 'sha384', 48, 0xffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973n],
  ['ES512', 'P-521', 'sha512', 66, (1n << 521n) - 0x5ae79787c40d069948033feb708f65a2fc44a36477663b851449048e16ec79bf7n],
  ['ES256K', 'secp256k1', 'sha256', 32, 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n],
] as const

function ecdsa(): Attack[] {
  return CURVES.flatMap(([alg, namedCurve, hash, length, n]): Attack[] => {
    const { publicKey, privateKey } = node.generateKeyPairSync('ec', { namedCurve })
    const jwk = publicOf(publicKey)
    const input = Buffer.from(inputOf(alg))
    const signed = node.sign(hash, input, { key: privateKey, dsaEncoding: 'ieee-p1363' })
    const der = node.sign(hash, Buffer.from(inputOf(alg)), privateKey)
    const [r, s] = [big(signed.subarray(0, length)), big(signed.subarray(length))]
    const both = (first: bigint, second: bigint) => Buffer.concat([bytesOf(first, length), bytesOf(second, length)])
    const made = (name: string, signature: Buffer, key: object = jwk): Attack => [`${alg}: ${name}`, tokenOf(alg, signature), key]
    const fits = (value: bigint) => value < 1n << BigInt(8 * length)
    const y = Buffer.from(jwk.y!, 'base64url')
    y[y.length - 1]! ^= 1
    return [
      made('genuine', signed),
      ...[0n, 1n, n - 1n, n].flatMap((a) =>
        [0n, 1n, n - 1n, n].map((b) =>
          made(`r ${a === n ? 'n' : a === n - 1n ? 'n-1' : a}, s ${b === n ? 'n' : b === n - 1n ? 'n-1' : b}`, both(a, b)),
        ),
      ),
      made('r 0, the right s', both(0n, s)),
      made('the right r, s 0', both(r, 0n)),
      ...(fits(r + n) ? [made('r + n', both(r + n, s))] : []),
      ...(fits(s + n) ? [made('s + n', both(r, s + n))] : []),
      made('s and r exchanged', both(s, r)),
      // JOSE doesn't forbid the greater of the two values of s.
      made('the other s, genuine', both(r, n - s)),
      made('-r, the right s', both(n - r, s)),
      made('in DER', der),
      made('in DER with negative numbers', derOf(minus(r, length), minus(s, length))),
      made('in DER with numbers that look negative', derOf(bytesOf(r, length), bytesOf(s, length))),
      made('in DER with a long form of the length', Buffer.concat([Buffer.from([0x30, 0x81]), der.subarray(1)])),
      made('in DER, filled up to the length', filled(der, 2 * length)),
      made('r alone, twice', both(r, r)),
      made('s alone, twice', both(s, s)),
      made('numbers in the other byte order', Buffer.concat([little(r, length), little(s, length)])),
      made('over another hash', node.sign(hash === 'sha512' ? 'sha256' : 'sha512', input, { key: privateKey, dsaEncoding: 'ieee-p1363' })),
      made(
        'over the hash of the hash',
        node.sign(hash, node.createHash(hash).update(input).digest(), { key: privateKey, dsaEncoding: 'ieee-p1363' }),
      ),
      made('without a byte', Buffer.alloc(0)),
      made(
        'a zero byte before each number',
        Buffer.concat([Buffer.alloc(1), signed.subarray(0, length), Buffer.alloc(1), signed.subarray(length)]),
      ),
      made('a zero byte behind it', Buffer.concat([signed, Buffer.alloc(1)])),
      made('a byte less', signed.subarray(0, -1)),
      made('all ones', Buffer.alloc(2 * length, 255)),
      made('the point at infinity for a key', signed, { ...jwk, x: b64(Buffer.alloc(length)), y: b64(Buffer.alloc(length)) }),
      made('a point off the curve', signed, { ...jwk, y: b64(y) }),
      made('coordinates that are not below the prime', signed, { ...jwk, x: b64(Buffer.alloc(length, 255)) }),
      made(
        'a key of another curve',
        signed,
        publicOf(node.generateKeyPairSync('ec', { namedCurve: namedCurve === 'P-256' ? 'P-384' : 'P-256' }).publicKey),
      ),
      made('another message', node.sign(hash, Buffer.from('other'), { key: privateKey, dsaEncoding: 'ieee-p1363' })),
    ]
  })
}

const DIGEST_INFO = Buffer.from('3031300d060960864801650304020105000420', 'hex')

/** The integer cube root, rounded up. */
function cubeRoot(value: bigint): bigint {
  let [low, high] = [0n, 1n << BigInt(Math.ceil(value.toString(2).length / 3) + 1)]
  while (low < high) {
    const middle = (low + high) >> 1n
    if (middle ** 3n < value) low = middle + 1n
    else high = middle
  }
  return low
}

const hashOf = (alg: string) => node.createHash('sha256').update(inputOf(alg)).digest()

/** An encoded message of RSASSA-PSS for 2048 bits and SHA-256 (RFC 8017 section 9.1.1), with one thing in it that may be wrong. */
function pssBlock(
  hash: Buffer,
  {
    trailer = 0xbc,
    top = 0,
    separator = 1,
    padding = 0,
    maskHash = 'sha256',
  }: Partial<Record<'trailer' | 'top' | 'separator' | 'padding', number>> & { maskHash?: string } = {},
): Buffer {
  const salt = node.randomBytes(32)
  const h = node
    .createHash('sha256')
    .update(Buffer.concat([Buffer.alloc(8), hash, salt]))
    .digest()
  const block = Buffer.concat([Buffer.alloc(256 - 66, padding), Buffer.from([separator]), salt])
  const mask = maskOf(maskHash, h, block.length)
  const masked = Buffer.from(block.map((byte, i) => byte ^ mask[i]!))
  // The encoded message has one bit less than the modulus.
  masked[0] = masked[0]! & 0x7f
  const whole = Buffer.concat([masked, h, Buffer.from([trailer])])
  whole[0]! ^= top
  return whole
}

/** MGF1 (RFC 8017 appendix B.2.1). */
function maskOf(hash: string, seed: Buffer, length: number): Buffer {
  const blocks = []
  for (let i = 0; i * 20 < length; i++)
    blocks.push(
      node
        .createHash(hash)
        .update(Buffer.concat([seed, bytesOf(BigInt(i), 4)]))
        .digest(),
    )
  return Buffer.concat(blocks).subarray(0, length)
}

function rsa(): Attack[] {
  const { publicKey, privateKey } = node.generateKeyPairSync('rsa', { modulusLength: 2048 })
  const three = node.generateKeyPairSync('rsa', { modulusLength: 2048, publicExponent: 3 })
  const jwk = publicOf(publicKey)
  const n = big(Buffer.from(jwk.n!, 'base64url'))
  const hash = node.createHash('sha256').update(inputOf('RS256')).digest()
  const info = Buffer.concat([DIGEST_INFO, hash])
  const padded = Buffer.concat([Buffer.from([0, 1]), Buffer.alloc(256 - 3 - info.length, 255), Buffer.alloc(1), info])
  const raw = (block: Buffer) => node.privateEncrypt({ key: privateKey, padding: node.constants.RSA_NO_PADDING }, block)
  const rs = (name: string, signature: Buffer, key: object = jwk): Attack => [`RS256: ${name}`, tokenOf('RS256', signature), key]
  const good = raw(padded)
  // Bleichenbacher's forgery for e = 3: the hash comes early, and garbage after it makes the number a cube.
  const short = Buffer.concat([Buffer.from([0, 1]), Buffer.alloc(8, 255), Buffer.alloc(1), info])
  const forged = bytesOf(cubeRoot(big(Buffer.concat([short, Buffer.alloc(256 - short.length)]))), 256)
  const withoutNull = Buffer.concat([Buffer.from('302f300b0609608648016503040201', 'hex'), Buffer.from('0420', 'hex'), hash])
  const ps = (name: string, signature: Buffer): Attack => [`PS256: ${name}`, tokenOf('PS256', signature), jwk]
  const pss = (saltLength: number, digest = 'sha256') =>
    node.sign(digest, Buffer.from(inputOf('PS256')), { key: privateKey, padding: node.constants.RSA_PKCS1_PSS_PADDING, saltLength })
  /** The start of DigestInfo, with this many additional bytes in it. */
  const longer = (more: number) => Buffer.from(`30${(0x31 + more).toString(16)}300d060960864801650304020105000420`, 'hex')
  const pad = (content: Buffer, second = 1, fill = 255) =>
    Buffer.concat([Buffer.from([0, second]), Buffer.alloc(256 - 3 - content.length, fill), Buffer.alloc(1), content])
  return [
    rs('genuine', good),
    ps('genuine', pss(32)),
    rs('a key with e = 1, its padding for a signature', padded, { ...jwk, e: 'AQ' }),
    rs('a key with an even e', good, { ...jwk, e: 'Ag' }),
    rs('e = 3, a forged cube', forged, publicOf(three.publicKey)),
    rs('garbage after the hash', raw(Buffer.concat([short, node.randomBytes(256 - short.length)]))),
    rs('the wrong block type', raw(pad(info, 2))),
    rs('zeros for padding', raw(pad(info, 1, 0))),
    rs('no DigestInfo', raw(pad(hash))),
    rs(
      'padding of less than eight bytes',
      raw(Buffer.concat([Buffer.from([0, 1]), Buffer.alloc(7, 255), Buffer.alloc(1), info, Buffer.alloc(256 - 10 - info.length)])),
    ),
    rs('no zero after the padding', raw(Buffer.concat([Buffer.from([0, 1]), Buffer.alloc(254 - info.length, 255), info]))),
    rs('a byte in the padding that is not 255', raw(pad(info).fill(254, 40, 41))),
    rs('a byte after the hash, within the DigestInfo', raw(pad(Buffer.concat([longer(1), hash, Buffer.alloc(1)])))),
    rs(
      'garbage for the parameters of the hash',
      raw(pad(Buffer.concat([Buffer.from('3033300f060960864801650304020104020102', 'hex'), Buffer.from('0420', 'hex'), hash]))),
    ),
    rs('a long form of a length', raw(pad(Buffer.concat([Buffer.from('308131', 'hex'), info.subarray(2)])))),
    rs('the hash of another message', node.sign('sha256', Buffer.from('other'), privateKey)),
    rs('the right message under SHA-512', node.sign('sha512', Buffer.from(inputOf('RS256')), privateKey)),
    rs('a byte less', good.subarray(0, -1)),
    rs('n minus the signature', bytesOf(n - big(good), 256)),
    rs('DigestInfo without its NULL', raw(pad(withoutNull))),
    rs(
      'DigestInfo of another hash',
      raw(
        pad(
          Buffer.concat([Buffer.from('3021300906052b0e03021a05000414', 'hex'), node.createHash('sha1').update(inputOf('RS256')).digest()]),
        ),
      ),
    ),
    rs('signature + n', big(good) + n < 1n << 2048n ? bytesOf(big(good) + n, 256) : bytesOf(big(good) + n, 257)),
    rs('a leading zero byte', Buffer.concat([Buffer.alloc(1), good])),
    rs('zero', Buffer.alloc(256)),
    rs('one', bytesOf(1n, 256)),
    rs('n - 1', bytesOf(n - 1n, 256)),
    rs('n', bytesOf(n, 256)),
    rs('empty but for a byte', Buffer.alloc(1)),
    rs(
      'a PSS signature',
      node.sign('sha256', Buffer.from(inputOf('RS256')), {
        key: privateKey,
        padding: node.constants.RSA_PKCS1_PSS_PADDING,
        saltLength: 32,
      }),
    ),
    ...[0, 20, 31, 33, 64].map((salt) => ps(`a salt of ${salt} bytes`, pss(salt))),
    ps('another hash', pss(32, 'sha384')),
    ps('another trailer', raw(pssBlock(hashOf('PS256'), { trailer: 0xcc }))),
    ps('a first bit that is set', raw(pssBlock(hashOf('PS256'), { top: 0x40 }))),
    ps('another separator before the salt', raw(pssBlock(hashOf('PS256'), { separator: 2 }))),
    ps('padding that is not zero', raw(pssBlock(hashOf('PS256'), { padding: 1 }))),
    ps('a mask under SHA-1', raw(pssBlock(hashOf('PS256'), { maskHash: 'sha1' }))),
    ps('made by hand, genuine', raw(pssBlock(hashOf('PS256')))),
    ps('zero', Buffer.alloc(256)),
    ps('one', bytesOf(1n, 256)),
    ps('a PKCS #1 v1.5 signature', node.sign('sha256', Buffer.from(inputOf('PS256')), privateKey)),
    ps('a leading zero byte', Buffer.concat([Buffer.alloc(1), pss(32)])),
    ps('signature + n', big(pss(32)) + n < 1n << 2048n ? bytesOf(big(pss(32)) + n, 256) : Buffer.alloc(256, 255)),
  ]
}

/** With the highest bit of the last byte flipped, which is the sign of x (RFC 8032 section 5.1.2). */
const turned = (point: Buffer) => Buffer.from(point.with(point.length - 1, point.at(-1)! ^ 128))

const L = (1n << 252n) + 27742317777372353535851937790883648493n
const P = (1n << 255n) - 19n

function eddsa(): Attack[] {
  const { publicKey, privateKey } = node.generateKeyPairSync('ed25519')
  const jwk = publicOf(publicKey)
  const signed = node.sign(null, Buffer.from(inputOf('EdDSA')), privateKey)
  const s = big(Buffer.from(signed.subarray(32).toReversed()))
  const made = (name: string, signature: Buffer, key: object = jwk): Attack => [`EdDSA: ${name}`, tokenOf('EdDSA', signature), key]
  const join = (r: Buffer, scalar: bigint) => Buffer.concat([r, little(scalar)])
  /** Points of small order, canonical or not (RFC 8032 section 5.1.3). With one as the key, a signature of zeros fits many messages. */
  const small = [
    little(1n),
    little(0n),
    little(P - 1n),
    little(1n | (1n << 255n)),
    little(1n << 255n),
    little(P),
    little(P + 1n),
    Buffer.from('26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05', 'hex'),
    Buffer.from('c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a', 'hex'),
  ]
  return [
    made('genuine', signed),
    made('s + L', join(signed.subarray(0, 32), s + L)),
    ...(s + 8n * L < 1n << 256n ? [made('s + 8L', join(signed.subarray(0, 32), s + 8n * L))] : []),
    made('s with its three highest bits set', join(signed.subarray(0, 32), s | (7n << 253n))),
    made('-s', join(signed.subarray(0, 32), L - s)),
    made('R and s exchanged', Buffer.concat([signed.subarray(32), signed.subarray(0, 32)])),
    made('R whose y is not below the prime', Buffer.concat([little(P + 3n), signed.subarray(32)])),
    made('R that isn’t a point', Buffer.concat([little(2n), signed.subarray(32)])),
    made('a key whose y is not below the prime', signed, { ...jwk, x: b64(little(P + 3n)) }),
    made('a key that isn’t a point', signed, { ...jwk, x: b64(little(2n)) }),
    made('a key with the sign of x turned', signed, { ...jwk, x: b64(turned(Buffer.from(jwk.x!, 'base64url'))) }),
    made('another message', node.sign(null, Buffer.from('other'), privateKey)),
    made('over the hash of the message', node.sign(null, node.createHash('sha512').update(inputOf('EdDSA')).digest(), privateKey)),
    made('without a byte', Buffer.alloc(0)),
    made('s 0', join(signed.subarray(0, 32), 0n)),
    made('all zeros', Buffer.alloc(64)),
    made('a byte more', Buffer.concat([signed, Buffer.alloc(1)])),
    made('a byte less', signed.subarray(0, -1)),
    made('R with its top bit changed', Buffer.concat([signed.subarray(0, 31), Buffer.from([signed[31]! ^ 128]), signed.subarray(32)])),
    ...small.flatMap((point) =>
      small.map((r) =>
        made(
          `a key of small order, R of small order, s 0 (${point.toString('hex').slice(0, 4)}, ${r.toString('hex').slice(0, 4)})`,
          join(r, 0n),
          { ...jwk, x: b64(point) },
        ),
      ),
    ),
    ...small.map((r) => made('R of small order, s L', join(r, L))),
  ]
}

const L448 = (1n << 446n) - 13818066809895115352007386748515426880336692474882178609894547503885n
const P448 = (1n << 448n) - (1n << 224n) - 1n

function ed448(): Attack[] {
  const { publicKey, privateKey } = node.generateKeyPairSync('ed448')
  const jwk = publicOf(publicKey)
  const signed = node.sign(null, Buffer.from(inputOf('Ed448')), privateKey)
  const [r, s] = [signed.subarray(0, 57), big(Buffer.from(signed.subarray(57).toReversed()))]
  const made = (name: string, signature: Buffer, key: object = jwk): Attack => [`Ed448: ${name}`, tokenOf('Ed448', signature), key]
  const join = (point: Buffer, scalar: bigint) => Buffer.concat([point, little(scalar, 57)])
  const small = [little(1n, 57), little(P448 - 1n, 57), little(0n, 57), turned(little(0n, 57)), little(P448, 57), little(P448 + 1n, 57)]
  return [
    made('genuine', signed),
    made('s + L', join(r, s + L448)),
    made('s with a bit of its last byte set', join(r, s | (1n << 448n))),
    made('-s', join(r, L448 - s)),
    made('s 0', join(r, 0n)),
    made('R with the sign of x turned', Buffer.concat([turned(r), signed.subarray(57)])),
    made('a byte more', Buffer.concat([signed, Buffer.alloc(1)])),
    made('a byte less', signed.subarray(0, -1)),
    made('all zeros', Buffer.alloc(114)),
    made('another message', node.sign(null, Buffer.from('other'), privateKey)),
    ...small.flatMap((point) =>
      small.map((other) => made('a key of small order, R of small order, s 0', join(other, 0n), { ...jwk, x: b64(point) })),
    ),
    ...small.map((other) => made('R of small order, s L', join(other, L448))),
  ]
}

/** By family; made with new keys each time. */
export const FORGERIES: Readonly<Record<string, () => Attack[]>> = { ECDSA: ecdsa, RSA: rsa, EdDSA: () => [...eddsa(), ...ed448()] }
