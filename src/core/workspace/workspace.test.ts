// Checks that a workspace survives being saved to a file, that another library opens it, and that hostile files are refused with a reason.
import fc from 'fast-check'
import { CompactEncrypt, compactDecrypt } from 'jose'
import { describe, expect, it } from 'vitest'
import { encodeText } from '../text/base64url.ts'
import { generateKey } from '../keys/make/generate-key.ts'
import { exportJwk } from '../keys/make/export-key.ts'
import { readKey } from '../keys/read/read-key.ts'
import { certificateOf } from '../keys/key-material.ts'
import { CERTIFICATES } from '../x509/certificates.fixture.ts'
import { readWorkspace, writeWorkspace, type Workspace } from './workspace.ts'
import { isWorkspaceFile, openWorkspace, sealWorkspace, WORKSPACE_ENCRYPTION } from './workspace-file.ts'
import { MOST_PBKDF2_ROUNDS } from '../budget.ts'

const PASSWORD = 'four pale horses café'
const keys = await Promise.all(
  ['HS256', 'RS256', 'ES256', 'Ed25519', 'ML-DSA-44'].map(async (alg) => ({
    name: `${alg} of ours`,
    key: (await generateKey(alg, { kid: alg }))!,
  })),
)
const workspace: Workspace = {
  keys,
  expectations: { issuer: 'https://issuer.example', audience: 'orders', algorithms: ['ES256'], leeway: 30 },
  theme: 'dark',
}
const wholeKeys = (of: Workspace) => of.keys.map(({ name, key }) => [name, key.kind, exportJwk(key, 'whole')])

/** A file with any content, made by another library with the same header. */
async function foreign(content: string, header: Record<string, unknown> = {}) {
  return new CompactEncrypt(new TextEncoder().encode(content))
    .setProtectedHeader({ alg: 'PBES2-HS512+A256KW', enc: 'A256GCM', cty: 'jwt-workspace+json', ...header })
    .setKeyManagementParameters({ p2c: 1000 })
    .encrypt(new TextEncoder().encode(PASSWORD))
}
const refusal = async (text: string, password = PASSWORD) => {
  const opened = await openWorkspace(text, password)
  return 'refusal' in opened ? opened.refusal : 'opened'
}

describe('a workspace file', async () => {
  const { text } = await sealWorkspace(workspace, PASSWORD)

  it('restores everything with its password', async () => {
    const opened = await openWorkspace(`${text!}\n`, PASSWORD)
    if ('refusal' in opened) throw new Error(opened.refusal)
    expect(wholeKeys(opened)).toEqual(wholeKeys(workspace))
    expect([opened.expectations, opened.theme, opened.skipped]).toEqual([workspace.expectations, 'dark', []])
  })
  it('is opened by jose', async () => {
    const { plaintext, protectedHeader } = await compactDecrypt(text!, new TextEncoder().encode(PASSWORD.normalize('NFC')), {
      keyManagementAlgorithms: ['PBES2-HS512+A256KW'],
      contentEncryptionAlgorithms: ['A256GCM'],
      maxPBES2Count: WORKSPACE_ENCRYPTION.p2c,
    })
    expect(protectedHeader).toMatchObject({ cty: 'jwt-workspace+json', p2c: WORKSPACE_ENCRYPTION.p2c })
    expect(JSON.parse(new TextDecoder().decode(plaintext))).toMatchObject({ format: 'jwt-workspace', version: 1 })
    expect(WORKSPACE_ENCRYPTION.p2c).toBeGreaterThanOrEqual(210_000)
    expect(WORKSPACE_ENCRYPTION.p2c).toBeLessThanOrEqual(MOST_PBKDF2_ROUNDS)
  })
  it('opens however the keyboard composed the password, and with no other password', async () => {
    expect(await refusal(text!, PASSWORD.normalize('NFD'))).toBe('opened')
    const opened = await openWorkspace(text!, 'another')
    expect(opened).toMatchObject({ wrongPassword: true })
    expect(await refusal(text!, '')).toContain('doesn’t open')
  })
  it('is recognized by its header alone', async () => {
    expect(isWorkspaceFile(text!)).toBe(true)
    for (const other of [
      '',
      'ey',
      'eyJhbGciOiJub25lIn0.e30.',
      await foreign('{}', { cty: 'json' }),
      JSON.stringify(workspace.expectations),
    ])
      expect(isWorkspaceFile(other)).toBe(false)
  })
})

describe('a hostile workspace file', () => {
  it('is refused with a reason', async () => {
    expect(await refusal(await foreign('{}'))).toBe('This file doesn’t contain a workspace.')
    for (const content of ['', '[', 'null', '[]', '"jwt-workspace"', '{"format":1}'])
      expect(await refusal(await foreign(content))).toContain('doesn’t contain a workspace')
    expect(await refusal(await foreign('{"format":"jwt-workspace","version":2}'))).toContain('another version')
    expect(await refusal('eyJhbGciOiJub25lIn0.e30.')).toContain('isn’t a workspace file')
    expect(await refusal('')).toContain('isn’t a workspace file')
  })
  it('with too many rounds is not computed', async () => {
    const [, ...rest] = (await foreign('{}')).split('.')
    const header = (more: object) =>
      encodeText(JSON.stringify({ alg: 'PBES2-HS512+A256KW', enc: 'A256GCM', cty: 'jwt-workspace+json', p2s: 'AAAAAAAAAAA', ...more }))
    const began = performance.now()
    expect(await refusal([header({ p2c: 2_000_000_000 }), ...rest].join('.'))).toContain('PBKDF2 rounds')
    expect(await refusal([header({ p2c: 1.5 }), ...rest].join('.'))).toContain('can’t be opened')
    expect(await refusal([header({ p2c: 1000, alg: 'RSA-OAEP' }), ...rest].join('.'))).toContain('can’t be opened')
    expect(performance.now() - began).toBeLessThan(5_000)
  })
  it('loses only the entries that can’t be read', async () => {
    const { jwk } = keys[2]!.key
    const text = JSON.stringify({
      format: 'jwt-workspace',
      version: 1,
      keys: [7, null, { name: 'bare' }, { name: '', jwk: { kty: 'EC' } }, { name: 'x'.repeat(500), jwk }, { jwk: { keys: [jwk] } }],
      expectations: { iss: 1 },
      settings: { theme: '"><script>' },
    })
    const read = await readWorkspace(text)
    if ('refusal' in read) throw new Error(read.refusal)
    expect(read.keys.map(({ name }) => name)).toEqual(['x'.repeat(80)])
    expect([read.expectations, read.theme, read.skipped.length]).toEqual([{}, undefined, 5])
  })
})

describe('a workspace', () => {
  it('is either read or refused, whatever the text', async () => {
    const entry = fc.record({ name: fc.anything(), jwk: fc.oneof(fc.anything(), fc.constant(keys[2]!.key.jwk)) }, { requiredKeys: [] })
    const file = fc.record({
      format: fc.constant('jwt-workspace'),
      version: fc.constant(1),
      keys: fc.oneof(fc.array(entry, { maxLength: 4 }), fc.anything()),
      expectations: fc.anything(),
      settings: fc.anything(),
    })
    const text = fc.oneof(
      fc.string(),
      fc.json(),
      file.map((value) => JSON.stringify(value, (_, each: unknown) => (typeof each === 'bigint' ? String(each) : each))),
    )
    await fc.assert(
      fc.asyncProperty(text, async (given) => {
        const read = await readWorkspace(given)
        if ('refusal' in read) expect(read.refusal).toMatch(/\.$/)
        else expect(read.keys.every(({ name }) => name.length > 0 && name.length <= 80)).toBe(true)
        expect(isWorkspaceFile(given)).toBe(false)
      }),
    )
  })
  it('keeps what a JWK says about its key, and the certificate', async () => {
    const withOps = (await readKey(JSON.stringify({ ...exportJwk(keys[2]!.key, 'public'), key_ops: ['verify'] }))).keys[0]!
    const certified = (await readKey(CERTIFICATES.leaf)).keys
    expect(certified.map(certificateOf)).toHaveLength(1)
    const named = [withOps, ...certified].map((key, i) => ({ name: String(i), key }))
    const read = await readWorkspace(writeWorkspace({ keys: named, expectations: {}, theme: undefined }))
    if ('refusal' in read) throw new Error(read.refusal)
    expect(read.keys[0]?.key.keyOps).toEqual(['verify'])
    expect(read.keys.map(({ key }) => certificateOf(key)?.sha256)).toEqual(named.map(({ key }) => certificateOf(key)?.sha256))
  })
})
