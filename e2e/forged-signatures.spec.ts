// Forged signatures of the kinds that libraries have fallen for, made here and put before the browser's own mathematics: engines differ.
import * as node from 'node:crypto'
import type * as Inspecting from '../src/core/inspect.ts'
import type * as Reading from '../src/core/keys/read/read-key.ts'
import type * as Verifying from '../src/core/crypto/verify.ts'
import { serveModule } from './built-module.ts'
import { expect, test } from './page.ts'

type Core = typeof Inspecting & typeof Verifying & typeof Reading
type Attack = readonly [name: string, token: string, key: object]

const b64 = (value: Buffer | string) => Buffer.from(value).toString('base64url')
const inputOf = (alg: string) => `${b64(JSON.stringify({ alg }))}.${b64('{"sub":"admin"}')}`
const tokenOf = (alg: string, signature: Buffer) => `${inputOf(alg)}.${b64(signature)}`
const publicOf = (key: node.KeyObject) => key.export({ format: 'jwk' })
const big = (bytes: Buffer) => BigInt(`0x${bytes.toString('hex') || '0'}`)
const bytesOf = (value: bigint, length: number) => Buffer.from(value.toString(16).padStart(2 * length, '0'), 'hex')
const little = (value: bigint) => Buffer.from(bytesOf(value, 32).toReversed())

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
    const signed = node.sign(hash, Buffer.from(inputOf(alg)), { key: privateKey, dsaEncoding: 'ieee-p1363' })
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
      made('in DER', der),
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
  // Bleichenbacher's forgery for e = 3: the hash far to the left, and garbage that makes it a cube.
  const short = Buffer.concat([Buffer.from([0, 1]), Buffer.alloc(8, 255), Buffer.alloc(1), info])
  const forged = bytesOf(cubeRoot(big(Buffer.concat([short, Buffer.alloc(256 - short.length)]))), 256)
  const withoutNull = Buffer.concat([Buffer.from('302f300b0609608648016503040201', 'hex'), Buffer.from('0420', 'hex'), hash])
  const ps = (name: string, signature: Buffer): Attack => [`PS256: ${name}`, tokenOf('PS256', signature), jwk]
  const pss = (saltLength: number, digest = 'sha256') =>
    node.sign(digest, Buffer.from(inputOf('PS256')), { key: privateKey, padding: node.constants.RSA_PKCS1_PSS_PADDING, saltLength })
  const pad = (content: Buffer, second = 1, fill = 255) =>
    Buffer.concat([Buffer.from([0, second]), Buffer.alloc(256 - 3 - content.length, fill), Buffer.alloc(1), content])
  return [
    rs('genuine', good),
    ps('genuine', pss(32)),
    rs('a key with e = 1, its padding for a signature', padded, { ...jwk, e: 'AQ' }),
    rs('a key with an even e', good, { ...jwk, e: 'Ag' }),
    rs('e = 3, a forged cube', forged, publicOf(three.publicKey)),
    rs('garbage behind the hash', raw(Buffer.concat([short, node.randomBytes(256 - short.length)]))),
    rs('the wrong block type', raw(pad(info, 2))),
    rs('zeros for padding', raw(pad(info, 1, 0))),
    rs('no DigestInfo', raw(pad(hash))),
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
    ps('a PKCS #1 v1.5 signature', node.sign('sha256', Buffer.from(inputOf('PS256')), privateKey)),
    ps('a leading zero byte', Buffer.concat([Buffer.alloc(1), pss(32)])),
    ps('signature + n', big(pss(32)) + n < 1n << 2048n ? bytesOf(big(pss(32)) + n, 256) : Buffer.alloc(256, 255)),
  ]
}

const L = (1n << 252n) + 27742317777372353535851937790883648493n
const P = (1n << 255n) - 19n

function eddsa(): Attack[] {
  const { publicKey, privateKey } = node.generateKeyPairSync('ed25519')
  const jwk = publicOf(publicKey)
  const signed = node.sign(null, Buffer.from(inputOf('EdDSA')), privateKey)
  const s = big(Buffer.from(signed.subarray(32).toReversed()))
  const made = (name: string, signature: Buffer, key: object = jwk): Attack => [`EdDSA: ${name}`, tokenOf('EdDSA', signature), key]
  const join = (r: Buffer, scalar: bigint) => Buffer.concat([r, little(scalar)])
  /** Points of small order, canonical and not (RFC 8032 section 5.1.3): with one for a key, a signature of zeros fits many messages. */
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

for (const [family, make] of [
  ['ECDSA', ecdsa],
  ['RSA', rsa],
  ['EdDSA', eddsa],
] as const) {
  test(`${family}: no forged signature verifies`, async ({ page }) => {
    const attacks = make()
    const addresses = []
    for (const name of ['inspect', 'crypto/verify', 'keys/read/read-key']) addresses.push(await serveModule(page, `src/core/${name}.ts`))
    await page.goto('./')
    const valid = await page.evaluate(
      async ([modules, all]) => {
        const core = Object.assign({}, ...(await Promise.all(modules.map((each) => import(each) as Promise<object>)))) as Core
        const seen: string[] = []
        for (const [name, token, key] of all) {
          const object = core.inspect(token).token?.object
          if (object?.kind !== 'jws') throw new Error(`${name}: no JWS`)
          const reading = await core.readKey(JSON.stringify(key), { alg: name.slice(0, name.indexOf(':')) })
          if ((await core.verifyJws(object, reading)).state === 'valid') seen.push(name)
        }
        return seen
      },
      [addresses, attacks] as const,
    )
    // The genuine ones show that it sees.
    expect(valid, `of ${attacks.length}`).toEqual(attacks.map(([name]) => name).filter((name) => name.endsWith(': genuine')))
    test.info().annotations.push({ type: 'tried', description: String(attacks.length) })
  })
}
