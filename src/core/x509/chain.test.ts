import { createPrivateKey, X509Certificate } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cases } from '../../../checks/cases.ts'
import { encodePem } from '../keys/read/pem/pem.ts'
import { parseJson } from '../text/json.ts'
import { CERTIFICATES, LEAF_KEY } from './certificates.fixture.ts'
import { readChain, readRoots } from './chain.ts'
import { checkChain, CONSISTENT } from './check-chain.ts'

type Name = keyof typeof CERTIFICATES
/** 2027-01-01T00:00:00Z in seconds. */
const NOW = 1_798_761_600

const pem = (name: Name) => encodePem('CERTIFICATE', Buffer.from(CERTIFICATES[name], 'base64'))

async function checked(x5c: unknown, roots: readonly Name[] = [], now = NOW, signedToken?: boolean) {
  const node = parseJson(JSON.stringify(x5c)).root!
  return checkChain(await readChain(node, await readRoots(roots.map(pem).join(''))), signedToken, { now, leeway: 0 })
}
const ofNames = (names: readonly Name[], ...rest: [(readonly Name[])?, number?, boolean?]) =>
  checked(
    names.map((name) => CERTIFICATES[name]),
    ...rest,
  )
/** Checks that failed or couldn't be done, by certificate: "0 signature". */
async function faults(names: readonly Name[], ...rest: [(readonly Name[])?, number?]) {
  const { certificates } = await ofNames(names, ...rest)
  return certificates.flatMap(({ checks }, i) =>
    checks.filter(({ state }) => state !== 'met').map(({ id, state }) => `${i} ${id} ${state}`),
  )
}

describe('the certificates', () => {
  it('are the same to Node', () => {
    const read = (name: Name) => new X509Certificate(Buffer.from(CERTIFICATES[name], 'base64'))
    expect(read('leaf').verify(read('issuing').publicKey)).toBe(true)
    expect(read('leaf').verify(read('impostor').publicKey)).toBe(false)
    expect(read('issuing').checkIssued(read('root'))).toBe(true)
    expect(read('leaf').checkPrivateKey(createPrivateKey({ key: Buffer.from(LEAF_KEY, 'base64'), format: 'der', type: 'pkcs8' }))).toBe(
      true,
    )
  })
})

describe('a chain', () => {
  it.each([
    [['leaf']],
    [['leaf', 'issuing']],
    [['leaf', 'issuing', 'root']],
    [['pssLeaf', 'issuing', 'root']],
    [['sha512Leaf', 'root']],
    [['edLeaf', 'edRoot']],
    [['root']],
  ] as const)('of %s is consistent, and no more', async (names) => {
    const { state, sentence } = await ofNames(names)
    expect(state).toBe('consistent')
    expect(sentence).toBe('The chain is consistent, but nothing here says that its root is trusted.')
    expect(sentence).toBe(CONSISTENT)
    expect(await faults(names)).toEqual([])
  })

  it('leads to the root that the reader gives, whether or not it includes that root', async () => {
    for (const names of [
      ['leaf', 'issuing'],
      ['leaf', 'issuing', 'root'],
    ] as const) {
      const { state, sentence, certificates } = await ofNames(names, ['otherRoot', 'root'])
      expect(state).toBe('trusted')
      expect(sentence).toBe('The chain leads to the root that you gave, “O=Payroll Example, CN=Root”.')
      expect(certificates.map(({ subject }) => subject)).toEqual([
        'O=Payroll Example, CN=Token signer',
        'O=Payroll Example, CN=Issuing CA',
        'O=Payroll Example, CN=Root',
      ])
    }
    // The reader may trust an authority within the chain.
    expect((await ofNames(['leaf', 'issuing', 'otherRoot'], ['issuing'])).state).toBe('trusted')
    expect((await ofNames(['leaf'], ['leaf'])).state).toBe('trusted')
  })

  it('doesn’t lead to a root with another key, even under the same name', async () => {
    expect((await ofNames(['leaf', 'issuing', 'root'], ['otherRoot'])).state).toBe('untrusted')
    expect((await ofNames(['leaf'], ['impostor'])).state).toBe('untrusted')
  })

  it.each([
    ['a signature of another key', ['leaf', 'impostor'], ['0 signature not-met']],
    ['another issuer', ['leaf', 'otherRoot'], ['0 signature not-met', '0 names not-met']],
    [
      'the wrong order',
      ['issuing', 'leaf', 'root'],
      ['0 signature not-met', '0 names not-met', '1 signature not-met', '1 names not-met', '1 ca not-met', '1 key-usage not-met'],
    ],
    ['one certificate twice', ['leaf', 'issuing', 'issuing'], ['1 signature not-met', '1 names not-met', '2 path-length not-met']],
    [
      'a loop',
      ['leaf', 'issuing', 'leaf', 'issuing'],
      ['1 signature not-met', '1 names not-met', '2 ca not-met', '2 key-usage not-met', '3 path-length not-met'],
    ],
    [
      'a leaf that issues a certificate',
      ['underLeaf', 'leaf', 'issuing', 'root'],
      ['1 ca not-met', '1 key-usage not-met', '2 path-length not-met'],
    ],
    ['one authority too many', ['underSub', 'sub', 'issuing', 'root'], ['2 path-length not-met']],
    ['a key that may not sign certificates', ['underNoSign', 'noSign', 'root'], ['1 key-usage not-met']],
    ['SHA-1', ['sha1Leaf', 'root'], ['0 signature not-met']],
    ['name constraints', ['underConstrained', 'constrained', 'root'], ['1 extensions not-checkable']],
    ['an unknown critical extension', ['odd', 'root'], ['0 extensions not-checkable']],
  ] as const)('with %s', async (_, names, expected) => {
    expect((await faults(names)).toSorted()).toEqual(expected.toSorted())
    const { state } = await ofNames(names, ['root'])
    expect(['broken', 'not-checkable', 'untrusted']).toContain(state)
  })

  it('is judged by the clock', async () => {
    expect(await faults(['shortLeaf', 'root'])).toEqual(['0 validity not-met'])
    const made = new X509Certificate(Buffer.from(CERTIFICATES.shortLeaf, 'base64'))
    expect(await faults(['shortLeaf', 'root'], [], Date.parse(made.validTo) / 1000)).toEqual([])
    expect(await faults(['shortLeaf', 'root'], [], Date.parse(made.validTo) / 1000 + 1)).toEqual(['0 validity not-met'])
    expect(await faults(['shortLeaf', 'root'], [], Date.parse(made.validFrom) / 1000 - 60)).toEqual([
      '0 validity not-met',
      '1 validity not-met',
    ])
  })

  it('must begin with the key of the token', async () => {
    expect((await ofNames(['leaf', 'issuing'], ['root'], NOW, true)).state).toBe('trusted')
    expect((await ofNames(['leaf', 'issuing'], ['root'], NOW, false)).state).toBe('broken')
  })

  it('that can’t be read is not consistent', async () => {
    for (const x5c of [
      [],
      'text',
      1,
      null,
      {},
      [1],
      [''],
      ['AAAA'],
      [CERTIFICATES.leaf, 'AAAA'],
      [CERTIFICATES.leaf.slice(0, -8)],
      [CERTIFICATES.leaf.replace('MII', '-II')],
    ])
      expect((await checked(x5c)).state).toBe('broken')
    expect((await checked(Array.from({ length: 11 }, () => CERTIFICATES.root))).state).toBe('not-checkable')
    expect((await checked(Array.from({ length: 100_000 }, () => 'A'))).state).toBe('not-checkable')
  })

  it('is never consistent with a byte changed', async () => {
    const der = Buffer.from(CERTIFICATES.leaf, 'base64')
    await fc.assert(
      fc.asyncProperty(fc.nat(der.length - 1), fc.integer({ min: 1, max: 255 }), async (at, flip) => {
        const damaged = Buffer.from(der)
        damaged[at]! ^= flip
        const { state } = await checked([damaged.toString('base64'), CERTIFICATES.issuing, CERTIFICATES.root], ['root'])
        expect(state).not.toBe('trusted')
        expect(state).not.toBe('consistent')
      }),
      cases(60),
    )
  })
})

describe('readRoots', () => {
  it('takes PEM and bare base64, and leaves out what is not a certificate', async () => {
    expect(await readRoots(`text\n${pem('root')}\n${pem('otherRoot')}`)).toHaveLength(2)
    expect(await readRoots(CERTIFICATES.root)).toHaveLength(1)
    expect(await readRoots('-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----')).toHaveLength(0)
    expect(await readRoots('')).toHaveLength(0)
  })
})
