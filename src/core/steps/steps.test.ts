// Checks every value of the steps against Node's crypto: for the RFCs' tokens and one token of each algorithm, as signed and as edited.
import {
  constants,
  createHash,
  createHmac,
  createPrivateKey,
  createPublicKey,
  privateEncrypt,
  publicDecrypt,
  sign as nodeSign,
  verify as nodeVerify,
  type JsonWebKey as NodeJwk,
} from 'node:crypto'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { algorithmByName, algorithms } from '../algorithms/algorithms.ts'
import { decodeBase64url, encodeBase64url } from '../text/base64url.ts'
import { inspect } from '../inspect.ts'
import type { Jws } from '../token/jws.ts'
import { generateKey } from '../keys/make/generate-key.ts'
import { secretOf, publicMembers, type KeyMaterial } from '../keys/key-material.ts'
import { readKey } from '../keys/read/read-key.ts'
import { makeSignature } from '../crypto/primitives/signature.ts'
import { readVectorKey, vectorCases } from '../vectors/vector.fixture.ts'
import { digest, mgf1 } from './step/hashes.ts'
import { readPkcs1, recoverMessage } from './rsa-padding.ts'
import { signatureAnatomy } from './signature-anatomy.ts'
import type { SignatureStep } from './step/step.ts'
import { compareTraces, trace } from './trace.ts'
import { differingBits, toInteger } from '../text/bytes.ts'

const nodeHash = { 'SHA-256': 'sha256', 'SHA-384': 'sha384', 'SHA-512': 'sha512' } as const

async function traceOf(token: string, key: KeyMaterial | undefined): Promise<SignatureStep[]> {
  const jws = inspect(token).token!.object as Jws
  const [signature] = jws.signatures
  return trace(jws, signature, algorithmByName(signature.header.alg)!, key)
}

const valueOf = (steps: readonly SignatureStep[], id: string, label: string) => {
  const value = steps.find((step) => step.id === id)?.values.find((each) => each.label === label)
  if (!value) throw new Error(`no value ${label} in step ${id}`)
  return value
}
const bytesOf = (steps: readonly SignatureStep[], id: string, label: string): Buffer => {
  const value = valueOf(steps, id, label)
  return value.kind === 'bytes' ? Buffer.from(value.bytes) : Buffer.alloc(0)
}
const checks = (steps: readonly SignatureStep[]) =>
  steps.flatMap(({ values }) => values.flatMap((value) => (value.kind === 'check' ? [value.holds] : [])))
const verdict = (steps: readonly SignatureStep[]) => checks(steps).length > 0 && checks(steps).every(Boolean)

describe('the vectors of the RFCs', () => {
  const cases = ['rfc7515-jws', 'rfc8037-okp', 'jwtio']
    .flatMap(vectorCases)
    .filter(
      (vector) =>
        vector.type === 'jws' && vector.token !== undefined && vector.key && ['valid', 'invalid'].includes(vector.expected.verdict),
    )

  it.each(cases.map((vector) => [vector.id, vector] as const))('%s gives the published answer', async (_, vector) => {
    const { keys } = await readVectorKey(vector.key!, vector.alg)
    const steps = await traceOf(vector.token!, keys[0])
    expect(verdict(steps)).toBe(vector.expected.verdict === 'valid')
    const [header, payload] = vector.token!.split('.')
    expect(valueOf(steps, 'signing-input', 'JWS Signing Input')).toMatchObject({ text: `${header}.${payload}` })
    expect(bytesOf(steps, 'payload-bytes', 'Bytes')).toEqual(Buffer.from(payload!, 'base64url'))
  })
})

describe.each(algorithms.filter(({ family }) => family !== 'none').map((row) => [row.name, row] as const))('%s', (alg, row) => {
  let key: KeyMaterial
  let publicKey: KeyMaterial
  let token: string
  let edited: string
  let input: Buffer
  let signature: Buffer

  beforeAll(async () => {
    key = (await generateKey(alg))!
    publicKey = key.kind === 'secret' ? key : (await readKey(JSON.stringify(publicMembers(key.jwk)), { alg })).keys[0]!
    const head = encodeBase64url(new TextEncoder().encode(JSON.stringify({ alg })))
    const signing = `${head}.${encodeBase64url(new TextEncoder().encode('{"sub":"漢字","Admin":false}'))}`
    const made = await makeSignature(row, key, new TextEncoder().encode(signing))
    token = `${signing}.${encodeBase64url(made.signature!)}`
    edited = `${head}.${encodeBase64url(new TextEncoder().encode('{"sub":"漢字","Admin":true}'))}.${encodeBase64url(made.signature!)}`
    input = Buffer.from(signing)
    signature = Buffer.from(made.signature!)
  })

  it('verifies as signed, with the public key and with the private key', async () => {
    expect(verdict(await traceOf(token, key))).toBe(true)
    expect(verdict(await traceOf(token, publicKey))).toBe(true)
  })

  it('fails once it is edited, and says where it first differs', async () => {
    const [before, after] = await Promise.all([traceOf(token, publicKey), traceOf(edited, publicKey)])
    expect(verdict(after)).toBe(false)
    const compared = compareTraces(before, after)
    expect(compared.first).toBe('payload-text')
    expect(compared.steps.find(({ step }) => step.id === 'header-bytes')?.before).toBeUndefined()
    const hashed = compared.steps.find(
      ({ step }) => step.id === (row.family === 'HMAC' ? 'inner' : row.family === 'EdDSA' ? 'challenge' : 'hash'),
    )!
    // About half. With 256 bits or more, fewer than a quarter or more than three quarters never happens.
    expect(hashed.flipped!.differing / hashed.flipped!.of).toBeGreaterThan(0.25)
    expect(hashed.flipped!.differing / hashed.flipped!.of).toBeLessThan(0.75)
    expect(compareTraces(before, before).first).toBeUndefined()
  })

  it('has the same values as Node', async () => {
    const steps = await traceOf(token, key)
    const last = bytesOf(steps, 'signature', 'Signature')
    expect(last).toEqual(signature)
    switch (row.family) {
      case 'HMAC':
        expect(bytesOf(steps, 'outer', `${row.hash} of that and the inner hash`)).toEqual(
          createHmac(nodeHash[row.hash!], secretOf(key)).update(input).digest(),
        )
        expect(bytesOf(steps, 'inner', `${row.hash} of that and the signing input`)).toEqual(
          createHash(nodeHash[row.hash!])
            .update(bytesOf(steps, 'inner', 'Block XOR 0x36…'))
            .update(input)
            .digest(),
        )
        break
      case 'RSASSA-PKCS1-v1_5':
      case 'RSASSA-PSS': {
        const jwk = { ...key.jwk } as NodeJwk
        const nodeKey = createPublicKey({ key: { ...publicMembers(key.jwk) } as NodeJwk, format: 'jwk' })
        expect(bytesOf(steps, 'hash', row.hash!)).toEqual(createHash(nodeHash[row.hash!]).update(input).digest())
        expect(bytesOf(steps, 'opened', 'Result')).toEqual(publicDecrypt({ key: nodeKey, padding: constants.RSA_NO_PADDING }, signature))
        const padded = bytesOf(steps, 'padded', 'Padded message')
        const whole = Buffer.concat([Buffer.alloc(signature.length - padded.length), padded])
        expect(privateEncrypt({ key: createPrivateKey({ key: jwk, format: 'jwk' }), padding: constants.RSA_NO_PADDING }, whole)).toEqual(
          signature,
        )
        expect(bytesOf(steps, 'power', 'Signature')).toEqual(signature)
        break
      }
      case 'ECDSA': {
        expect(bytesOf(steps, 'hash', row.hash!)).toEqual(createHash(nodeHash[row.hash!]).update(input).digest())
        const anatomy = signatureAnatomy(row, signature, publicKey)
        const nodeKey = createPublicKey({ key: { ...publicMembers(key.jwk) } as NodeJwk, format: 'jwk' })
        // Node accepts our DER.
        expect(anatomy?.kind === 'ecdsa' && nodeVerify(nodeHash[row.hash!], input, { key: nodeKey, dsaEncoding: 'der' }, anatomy.der)).toBe(
          true,
        )
        expect(valueOf(steps, 'r-and-s', 'r')).toMatchObject({ value: toInteger(signature.subarray(0, signature.length / 2)) })
        // With the private key, the nonce is found, and r comes from it.
        expect(steps.some(({ id }) => id === 'nonce')).toBe(true)
        break
      }
      case 'EdDSA': {
        const nodeKey = createPrivateKey({ key: { ...key.jwk } as NodeJwk, format: 'jwk' })
        const made = nodeSign(null, input, nodeKey)
        expect(made).toEqual(signature)
        const half = made.length / 2
        expect(bytesOf(steps, 'r-and-s', 'R')).toEqual(made.subarray(0, half))
        expect(valueOf(steps, 'r-and-s', 'S')).toMatchObject({ value: toInteger(Uint8Array.from(made.subarray(half)).toReversed()) })
        break
      }
      case 'ML-DSA':
        expect(Buffer.concat(['c̃', 'z', 'h'].map((label) => bytesOf(steps, 'parts', label)))).toEqual(signature)
        break
      case 'none':
        throw new Error('not in this list')
    }
  })

  it('goes as far as it can without a key, or with a key of another type', async () => {
    const other = (await readKey('a secret of another kind')).keys[0]
    for (const none of [undefined, row.family === 'HMAC' ? (await generateKey('ES256'))! : other]) {
      const steps = await traceOf(token, none)
      expect(steps.map(({ id }) => id)).toContain('no-key')
      expect(checks(steps)).toEqual([])
    }
  })

  it('accepts any bytes as a signature', async () => {
    const [head, payload] = token.split('.')
    for (const length of [0, 1, signature.length - 1, signature.length, signature.length + 1]) {
      const steps = await traceOf(`${head}.${payload}.${encodeBase64url(new Uint8Array(length).fill(0xff))}`, publicKey)
      expect(verdict(steps)).toBe(false)
    }
    expect(verdict(await traceOf(`${head}.${payload}.${encodeBase64url(new Uint8Array(signature.length))}`, publicKey))).toBe(false)
  })
})

describe('what is inside', () => {
  it('measures how short the response of an ML-DSA signature is', async () => {
    for (const { token, key, alg } of vectorCases('ml-dsa').filter(({ id }) => !id.endsWith('flipped'))) {
      const [given] = (await readVectorKey(key!, alg)).keys
      const steps = await traceOf(token!, given)
      const [largest, bound] = ['Largest coefficient', 'Bound'].map((label) => valueOf(steps, 'range', label))
      expect(valueOf(steps, 'range', 'Below the bound')).toMatchObject({ holds: true })
      // Among more than a thousand coefficients, each anywhere below the bound, one comes near it.
      expect(largest?.kind === 'number' && bound?.kind === 'number' && largest.value > (bound.value * 9n) / 10n).toBe(true)
      // Packed as zeros only, every coefficient is the one that is not allowed.
      const [head, payload, signature] = token!.split('.')
      const emptied = await traceOf(
        `${head}.${payload}.${encodeBase64url(new Uint8Array(decodeBase64url(signature!).bytes.length))}`,
        given,
      )
      expect(valueOf(emptied, 'range', 'Below the bound')).toMatchObject({ holds: false })
    }
  })

  it('follows each signature of a JSON serialization, and names members where there are no dots', async () => {
    const keys = await Promise.all(['ES256', 'HS256'].map(async (alg) => [alg, (await generateKey(alg))!] as const))
    const payload = encodeBase64url(new TextEncoder().encode('{"sub":"x"}'))
    const signatures = await Promise.all(
      keys.map(async ([alg, key]) => {
        const head = encodeBase64url(new TextEncoder().encode(JSON.stringify({ alg })))
        const made = await makeSignature(algorithmByName(alg)!, key, new TextEncoder().encode(`${head}.${payload}`))
        return { protected: head, signature: encodeBase64url(made.signature!) }
      }),
    )
    const jws = inspect(JSON.stringify({ payload, signatures })).token!.object as Jws
    for (const [i, [alg, key]] of keys.entries()) {
      const steps = await trace(jws, jws.signatures[i]!, algorithmByName(alg)!, key)
      expect(verdict(steps)).toBe(true)
      expect(valueOf(steps, 'signing-input', 'JWS Signing Input')).toMatchObject({ text: `${signatures[i]!.protected}.${payload}` })
      expect(valueOf(steps, 'signature', 'Signature as text')).toMatchObject({ text: signatures[i]!.signature })
      expect(steps.map(({ title, sentence }) => title + sentence).join(' ')).not.toMatch(/(first|second|third) segment|second dot/)
    }
  })

  it('finds the DigestInfo and the hash in the RS256 signature of RFC 7515', async () => {
    const vector = vectorCases('rfc7515-jws').find(({ id }) => id === 'rfc7515-a2-rs256')!
    const key = (await readVectorKey(vector.key!, 'RS256')).keys[0]!
    const recovered = recoverMessage(key.jwk, decodeBase64url(vector.token!.split('.')[2]!).bytes)
    const padding = recovered.kind === 'message' ? readPkcs1(recovered.bytes) : undefined
    expect(padding).toMatchObject({ wellFormed: true, hash: 'SHA-256', fill: 202 })
    expect(Buffer.from(padding!.digest).toString('hex')).toBe(
      createHash('sha256').update(vector.token!.split('.').slice(0, 2).join('.')).digest('hex'),
    )
  })

  it('reads any bytes as padding without throwing', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (noise) => {
        const padding = readPkcs1(new Uint8Array(noise))
        if (padding.wellFormed) expect(padding.fill).toBeGreaterThanOrEqual(8)
      }),
    )
  })

  it('rejects an exponent that would take forever', () => {
    const n = encodeBase64url(new Uint8Array(256).fill(0xff))
    expect(recoverMessage({ kty: 'RSA', n, e: n }, new Uint8Array(256)).kind).toBe('too-large')
    expect(recoverMessage({ kty: 'RSA', n: '', e: 'AQAB' }, new Uint8Array(2)).kind).toBe('too-large')
  })

  it('hashes and masks as Node and the RFC do', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 400 }),
        fc.constantFrom('SHA-256', 'SHA-384', 'SHA-512'),
        fc.nat(200),
        (data, hash, length) => {
          expect(Buffer.from(digest(hash, data))).toEqual(createHash(nodeHash[hash]).update(data).digest())
          const mask = Buffer.concat(
            [0, 1, 2, 3, 4, 5, 6, 7].map((i) =>
              createHash(nodeHash[hash])
                .update(data)
                .update(Uint8Array.of(0, 0, 0, i))
                .digest(),
            ),
          ).subarray(0, length)
          expect(Buffer.from(mgf1(hash, data, length))).toEqual(mask)
        },
      ),
    )
  })

  it('counts differing bits', () => {
    expect(differingBits(Uint8Array.of(0xff, 0), Uint8Array.of(0x0f, 1))).toEqual({ differing: 5, of: 16 })
    expect(differingBits(Uint8Array.of(1), Uint8Array.of(1, 0))).toEqual({ differing: 8, of: 16 })
  })
})
