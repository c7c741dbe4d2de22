// node:crypto and openssl read the keys we make, we read theirs, and signatures verify both ways.
import { execFileSync, spawnSync } from 'node:child_process'
import * as node from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { algorithms, type Algorithm } from '../../algorithms/algorithms.ts'
import { sign } from '../../crypto/sign.ts'
import { verify, type VerifyInput } from '../../crypto/verify.ts'
import { describeKey } from '../describe-key.ts'
import { exportJwk, exportJwkSet, exportPem } from '../make/export-key.ts'
import { generateKey } from '../make/generate-key.ts'
import { certificateOf, type KeyMaterial, type KeyReading } from '../key-material.ts'
import { readKey } from './read-key.ts'

// Some machines with Node don't have openssl; node:crypto then replaces it.
const OPENSSL = 'openssl'

const message = new TextEncoder().encode('eyJhbGciOiJ4In0.eyJzdWIiOiJhZGEifQ')
const signing = algorithms.filter((row) => row.family !== 'none')
const asymmetric = signing.filter((row) => row.family !== 'HMAC')
const known = asymmetric.filter((row) => row.family !== 'ML-DSA')

const keys = new Map<string, Promise<KeyMaterial>>()
/** One key for each algorithm, since RSA keys take long to generate. */
function made(alg: string): Promise<KeyMaterial> {
  const key = keys.get(alg) ?? generateKey(alg).then((generated) => generated!)
  keys.set(alg, key)
  return key
}

const given = (key: KeyMaterial): KeyReading => ({ kind: 'key', keys: [key], notes: [] })
const received = (alg: string, signature: Uint8Array): VerifyInput => ({
  alg,
  kid: undefined,
  unknownCritical: [],
  critMalformed: false,
  signingInput: message,
  signature: new Uint8Array(signature),
})

function nodeOptions(row: Algorithm): { digest: string | null; extra: object } {
  const digest = row.hash ? row.hash.replace('-', '').toLowerCase() : null
  const pss = { padding: node.constants.RSA_PKCS1_PSS_PADDING, saltLength: node.constants.RSA_PSS_SALTLEN_DIGEST }
  return { digest, extra: row.family === 'RSASSA-PSS' ? pss : row.family === 'ECDSA' ? { dsaEncoding: 'ieee-p1363' } : {} }
}

describe('keys that we generate', () => {
  it.each(signing.map((row) => [row.name, row] as const))('%s: signs, verifies, and survives JWK and PEM', async (alg) => {
    const key = await made(alg)
    const { problem, signature } = await sign(alg, message, given(key))
    expect(problem).toBeUndefined()
    const texts = [
      JSON.stringify(exportJwk(key, 'whole')),
      JSON.stringify(exportJwk(key, 'public')),
      JSON.stringify(exportJwkSet([key], 'whole')),
    ]
    if (key.kind !== 'secret') texts.push((await exportPem(key, 'public'))!, (await exportPem(key, 'whole'))!)
    for (const text of texts.filter((one) => one !== undefined)) {
      const reading = await readKey(text, { alg })
      expect(reading.problem).toBeUndefined()
      expect((await verify(received(alg, signature!), reading)).state).toBe('valid')
    }
    expect(exportJwk(key, 'public')?.['d'] ?? exportJwk(key, 'public')?.['priv']).toBeUndefined()
  })

  it.each(known.map((row) => [row.name, row] as const))('%s: node:crypto reads them and agrees on signatures', async (alg, row) => {
    const key = await made(alg)
    const { digest, extra } = nodeOptions(row)
    const publicKey = node.createPublicKey((await exportPem(key, 'public'))!)
    const privateKey = node.createPrivateKey((await exportPem(key, 'whole'))!)
    const ours = (await sign(alg, message, given(key))).signature!
    expect(node.verify(digest, message, { key: publicKey, ...extra }, ours)).toBe(true)
    const theirs = node.sign(digest, message, { key: privateKey, ...extra })
    expect((await verify(received(alg, theirs), given(key))).state).toBe('valid')
  })

  it('are as long as the hash if they are secrets, and as long as requested if they are RSA', async () => {
    expect((await generateKey('HS384'))!.bits).toBe(384)
    const key = (await generateKey('RS256', { rsaBits: 3072, kid: 'k1' }))!
    expect([key.bits, key.kid, node.createPublicKey((await exportPem(key, 'public'))!).asymmetricKeyDetails?.modulusLength]).toEqual([
      3072,
      'k1',
      3072,
    ])
  })

  it('do not exist for "none"', async () => {
    expect(await generateKey('none')).toBeUndefined()
  })
})

describe.skipIf(spawnSync(OPENSSL, ['version']).status !== 0)('keys that openssl makes', () => {
  let folder = ''
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'keys-'))
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  const openssl = (...args: string[]): string =>
    execFileSync(OPENSSL, args, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
  const save = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text)
    return name
  }

  it('are read in PKCS#8, PKCS#1, SEC1, SPKI and as certificates', async () => {
    const rsa = save('rsa.pem', openssl('genpkey', '-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:2048'))
    const ec = save('ec.pem', openssl('ecparam', '-name', 'prime256v1', '-genkey'))
    const k1 = save('k1.pem', openssl('genpkey', '-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:secp256k1'))
    const texts: [string, string][] = [
      ['RSA private key, 2048 bits, PKCS#8 PEM', openssl('pkey', '-in', rsa)],
      ['RSA private key, 2048 bits, PKCS#1 PEM', openssl('rsa', '-in', rsa, '-traditional')],
      ['RSA public key, 2048 bits, PKCS#1 PEM', openssl('rsa', '-in', rsa, '-RSAPublicKey_out')],
      ['RSA public key, 2048 bits, SPKI PEM', openssl('pkey', '-in', rsa, '-pubout')],
      ['EC P-256 private key, SEC1 PEM', openssl('ecparam', '-name', 'prime256v1', '-genkey')],
      ['EC P-256 public key, SPKI PEM', openssl('ec', '-in', ec, '-pubout')],
      ['EC P-256 public key, SPKI PEM', openssl('ec', '-in', ec, '-pubout', '-conv_form', 'compressed')],
      ['EC P-256 private key, SEC1 PEM', openssl('ec', '-in', ec, '-no_public')],
      ['EC secp256k1 private key, PKCS#8 PEM', openssl('pkey', '-in', k1)],
      ['Ed448 private key, PKCS#8 PEM', openssl('genpkey', '-algorithm', 'ED448')],
      ['X25519 private key, PKCS#8 PEM', openssl('genpkey', '-algorithm', 'X25519')],
      [
        'RSA public key, 2048 bits, X.509 certificate PEM',
        openssl(
          'req',
          '-x509',
          '-key',
          rsa,
          '-subj',
          '/CN=Ada, Countess/O=Engine',
          '-days',
          '9',
          '-addext',
          'subjectAltName=DNS:a.example,IP:192.0.2.1,URI:https://a.example/x',
        ),
      ],
    ]
    for (const [name, text] of texts) {
      const reading = await readKey(text)
      expect(reading.problem, name).toBeUndefined()
      expect(describeKey(reading.keys[0]!)).toBe(name)
      const theirs = openssl(
        'pkey',
        ...(/PRIVATE/.test(text) ? [] : ['-pubin']),
        '-in',
        save('one.pem', /CERT/.test(text) ? node.createPublicKey(text).export({ type: 'spki', format: 'pem' }).toString() : text),
        '-pubout',
      )
      expect((await exportPem(reading.keys[0]!, 'public'))!.trim()).toBe(
        (await exportPem((await readKey(theirs)).keys[0]!, 'public'))!.trim(),
      )
    }
    const certificate = certificateOf((await readKey(texts.at(-1)![1])).keys[0])
    expect(certificate).toMatchObject({
      subject: 'CN=Ada\\, Countess, O=Engine',
      san: ['DNS:a.example', 'IP:192.0.2.1', 'URI:https://a.example/x'],
      sha256: node
        .createHash('sha256')
        .update(new node.X509Certificate(texts.at(-1)![1]).raw)
        .digest('base64url'),
    })
    expect(certificate!.notAfter - certificate!.notBefore).toBe(9 * 86_400)
  })

  it.each([
    ['PBKDF2 and AES-256', ['-v2', 'aes-256-cbc']],
    ['PBKDF2 with SHA-512 and AES-192', ['-v2', 'aes-192-cbc', '-v2prf', 'hmacWithSHA512']],
    ['PBKDF2 with SHA-1 and AES-128', ['-v2', 'aes-128-cbc', '-v2prf', 'hmacWithSHA1']],
    ['scrypt', ['-scrypt']],
  ])('open with their passphrase: %s', async (_, cipher) => {
    const plain = save('p8.pem', openssl('genpkey', '-algorithm', 'ED25519'))
    const text = openssl('pkcs8', '-topk8', '-in', plain, '-passout', 'pass:swordfish', ...cipher)
    expect((await readKey(text)).problem).toMatchObject({ id: 'key-private-encrypted', args: { passphrase: 'needed' } })
    expect((await readKey(text, { passphrase: 'Swordfish' })).problem).toMatchObject({
      id: 'key-private-encrypted',
      args: { passphrase: 'wrong' },
    })
    const reading = await readKey(text, { passphrase: 'swordfish' })
    expect(reading.keys[0]).toMatchObject({ kind: 'private', curve: 'Ed25519', format: 'pkcs8-encrypted' })
  })

  it('in a chain: the first certificate has the key, and the others are named', async () => {
    save('ca.pem', openssl('genpkey', '-algorithm', 'ED25519'))
    save('leaf.pem', openssl('genpkey', '-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:2048'))
    const root = openssl('req', '-x509', '-key', 'ca.pem', '-subj', '/CN=Root', '-days', '9')
    save('root.crt', root)
    save('leaf.csr', openssl('req', '-new', '-key', 'leaf.pem', '-subj', '/CN=leaf.example'))
    const leaf = openssl('x509', '-req', '-in', 'leaf.csr', '-CA', 'root.crt', '-CAkey', 'ca.pem', '-days', '9', '-CAcreateserial')
    const reading = await readKey(leaf + root)
    expect(reading.keys).toMatchObject([{ type: 'RSA', certificate: { subject: 'CN=leaf.example', issuer: 'CN=Root' } }])
    expect(reading.notes).toContainEqual({ id: 'key-cert-chain', args: { length: 2, issuers: 'CN=Root' }, index: undefined })
    const pair = await readKey(openssl('pkey', '-in', 'leaf.pem', '-pubout') + openssl('pkey', '-in', 'leaf.pem') + leaf)
    expect(pair.keys).toMatchObject([{ kind: 'private', type: 'RSA' }])
    expect((await readKey(openssl('req', '-in', 'leaf.csr'))).problem).toMatchObject({
      id: 'key-unsupported',
      found: 'a certificate signing request',
    })
  })

  it('report a cipher that browsers do not support', async () => {
    const plain = save('p8.pem', openssl('genpkey', '-algorithm', 'ED25519'))
    const text = openssl('pkcs8', '-topk8', '-in', plain, '-passout', 'pass:swordfish', '-v2', 'des3')
    const { problem } = await readKey(text, { passphrase: 'swordfish' })
    expect(problem).toMatchObject({ id: 'key-private-encrypted', args: { passphrase: 'cipher' } })
    expect(problem!.action).toContain('openssl pkey')
  })

  it('match the keys that we generate', async () => {
    for (const row of known) {
      const key = await made(row.name)
      const whole = save('ours.pem', (await exportPem(key, 'whole'))!)
      expect(openssl('pkey', '-in', whole, '-check', '-noout')).toContain('Key is valid')
      expect(openssl('pkey', '-in', whole, '-pubout')).toBe(await exportPem(key, 'public'))
    }
  })
})

describe('an RSA key with only n, e and d', () => {
  it('signs as the complete key does', async () => {
    const key = await made('RS256')
    const { kty, n, e, d } = key.jwk
    const bare = await readKey(JSON.stringify({ kty, n, e, d }), { alg: 'RS256' })
    expect((await sign('RS256', message, bare)).signature).toEqual((await sign('RS256', message, given(key))).signature)
    expect(node.createPrivateKey((await exportPem(bare.keys[0]!, 'whole'))!).asymmetricKeyType).toBe('rsa')
  })
})
