// Checks that the search is limited, lets the page work, can be aborted, and never throws, whatever was typed.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cases } from '../../../checks/cases.ts'
import { CAUSES, findCauses, findOneCharacter, findPublishedSecret } from './index.ts'
import { explainCause, reportInWords } from './wording.ts'
import { b64u, hs, jwk, otherRsa, p256, pem, rsa, SECRET, signed } from './made-with-node.fixture.ts'
import { contextOf, why } from './planted.fixture.ts'
import { publishedSecrets } from '../keys/published-secrets.ts'
import { readKey } from '../keys/read/read-key.ts'

describe('the registry', () => {
  it('words each of its causes', () => {
    for (const cause of CAUSES.values()) {
      const { clause, sentence, fix } = cause.explain({})
      expect(clause ?? sentence, cause.id).toBeTruthy()
      expect(fix, cause.id).toMatch(/\.$/)
      expect(`${clause}${sentence}${fix}`, cause.id).not.toMatch(/!|simply|Oops/)
    }
  })
})

describe('the search', () => {
  it('ends at once when aborted', async () => {
    const report = await findCauses(await contextOf(hs(SECRET), 'wrong'), { signal: AbortSignal.abort() })
    expect(report.tried).toBe(0)
  })
  it('lists what is tried automatically, without facts and without what a button asks for', async () => {
    const { triedFamilies } = await findCauses(await contextOf(hs(SECRET), 'wrong'), { signal: AbortSignal.abort() })
    const searched = [...CAUSES.values()].filter(({ dimension }) => dimension !== 'fact' && dimension !== 'button')
    expect(triedFamilies.length).toBeGreaterThan(20)
    expect(searched.map(({ tried }) => tried)).toEqual(expect.arrayContaining([...triedFamilies]))
  })
  it('can be aborted between two pauses', async () => {
    const given = new AbortController()
    let pauses = 0
    const pause = async () => {
      if (++pauses === 2) given.abort()
    }
    const context = await contextOf(hs(SECRET, { payload: JSON.stringify({ a: 'x'.repeat(50_000), b: [1, 2, 3] }) }), 'wrong')
    const report = await findCauses(context, { signal: given.signal, pause })
    const whole = await findCauses(context)
    expect(pauses).toBe(2)
    expect(report.tried).toBeLessThan(whole.tried)
  })
  it('tries each key of a large set, and keeps to its limit', async () => {
    const keys = Array.from({ length: 100 }, (_, i) => jwk(i % 2 ? otherRsa.publicKey : p256.publicKey, { kid: `k${i}` }))
    const report = await why(signed('RS256', rsa.privateKey, { header: '{"alg":"RS256","kid":"none of them"}' }), JSON.stringify({ keys }))
    expect(report.tried).toBeLessThanOrEqual(600)
    expect(report.held.map((held) => held.id)).toEqual(['key-rotated'])
  })
  it('never throws, and proves nothing about random secrets and signatures', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: 'binary', maxLength: 60 }),
        fc.json({ maxDepth: 3 }),
        fc.uint8Array({ minLength: 10, maxLength: 100 }),
        fc.constantFrom('HS256', 'RS256', 'ES256', 'EdDSA', 'PS512', 'ML-DSA-44'),
        async (key, payload, signature, alg) => {
          const report = await findCauses(await contextOf(`${b64u(JSON.stringify({ alg }))}.${b64u(payload)}.${b64u(signature)}`, key))
          expect(report.held.filter((held) => held.proof)).toEqual([])
        },
      ),
      cases(12),
    )
  })
  it('never throws on damaged keys', async () => {
    const spki = pem(rsa.publicKey)
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: spki.length - 1 }), fc.nat({ max: 30 }), fc.string({ maxLength: 3 }), async (at, length, insert) => {
        const key = spki.slice(0, at) + insert + spki.slice(at + length)
        const { held } = await findCauses(await contextOf(signed('RS256', otherRsa.privateKey), key))
        expect(held.filter((each) => each.proof)).toEqual([])
      }),
      cases(12),
    )
  })
})

describe('what is tried only on request', () => {
  it.each(['secret', 'your-256-bit-secret', ''])('finds the published secret %j, without any key', async (secret) => {
    const { held } = await findPublishedSecret(await contextOf(hs(secret), ''))
    expect(held).toMatchObject([{ id: 'secret-published', args: { secret } }])
    // An empty one would clear the box.
    expect(held[0]!.fix).toEqual(secret === '' ? undefined : [{ do: 'set-key', key: secret, secretEncoding: 'utf8' }])
  })
  it('finds each secret of the catalog, as its own key would', async () => {
    for (const { secret, text, where } of publishedSecrets()) {
      const { held } = await findPublishedSecret(await contextOf(hs(Buffer.from(secret)), ''))
      expect(held).toMatchObject([{ id: 'secret-published', args: { secret: text, where: `the one printed in ${where}` } }])
      const use = held[0]!.fix?.[0]
      if (use?.do !== 'set-key') continue
      const { keys } = await readKey(use.key, { secretEncoding: use.secretEncoding, alg: 'HS256' })
      expect(keys[0]!.kind === 'secret' && keys[0]!.secret).toEqual(secret)
    }
  })
  it('finds the line of a word list, and reveals the secret only in its repair', async () => {
    const words = ['a', `${SECRET}\r`, 'b']
    const { held } = await findPublishedSecret({ ...(await contextOf(hs(SECRET), '')), words })
    expect(held).toMatchObject([{ id: 'secret-published', args: { where: 'line 2 of your word list' } }])
    expect(held[0]!.fix).toEqual([{ do: 'set-key', key: SECRET, secretEncoding: 'utf8' }])
    expect(JSON.stringify([{ ...held[0]!, fix: undefined }, explainCause(held[0]!)])).not.toContain(SECRET)
  })
  it('tries every line of a long list, reports progress, and stops when aborted', async () => {
    const words = [...Array.from({ length: 3000 }, (_, i) => `no ${i}`), SECRET]
    const context = { ...(await contextOf(hs(SECRET), '')), words }
    const told: number[] = []
    const { held, tried } = await findPublishedSecret(context, { onProgress: (count) => told.push(count), pause: async () => {} })
    expect(held).toMatchObject([{ args: { where: 'line 3,001 of your word list' } }])
    expect(tried).toBe(319 + 3001)
    expect(told.length).toBeGreaterThan(0)
    expect(told).toEqual(told.toSorted((a, b) => a - b))

    const controller = new AbortController()
    const stopped = await findPublishedSecret(context, {
      signal: controller.signal,
      onProgress: () => controller.abort(),
      pause: async () => {},
    })
    expect(stopped.tried).toBeLessThan(319 + 3001)
  })
  it('finds no published secret if another one signed', async () => {
    expect((await findPublishedSecret(await contextOf(hs(SECRET), ''))).held.map((held) => held.id)).toEqual(['none-fits'])
  })

  const token = hs('k', { payload: '{"sub":"1","lll":"111"}' })
  const at = token.indexOf('.') + 8
  const other = token[at] === 'x' ? 'y' : 'x'
  it.each([
    ['changed', token.slice(0, at) + other + token.slice(at + 1)],
    ['lost', token.slice(0, at) + token.slice(at + 1)],
    ['added', token.slice(0, at) + other + token.slice(at)],
    ['lost at the end', token.slice(0, -1)],
  ])(
    'finds a character that was %s',
    async (_, damaged) => {
      const { held } = await findOneCharacter(await contextOf(damaged, 'k'))
      expect(held.map((each) => each.id)).toEqual(['token-one-character'])
      const { button } = reportInWords({ held, tried: 1, triedFamilies: [] })
      expect(button?.repairs.map((repair) => (repair.do === 'set-segment' ? repair.segment : '')).join('.')).toBe(token)
    },
    30_000,
  )
})

describe('the words', () => {
  it('say first that it isn’t valid, then what would make it verify, and why that can’t be chance', async () => {
    const words = reportInWords(await why(hs(SECRET), `${SECRET}\n`))
    expect(words).toMatchObject({
      verdict: 'Not valid as presented.',
      sentence: 'It would verify if the secret were used without the line break at its end.',
      sure: 'All 256 bits match then, which can’t be chance.',
      causes: [{ id: 'secret-has-whitespace', evidence: { of: 'Secret' } }],
      button: { label: 'Remove it' },
    })
  })
  it('say what was tried without success', async () => {
    const words = reportInWords(await why(hs(SECRET), 'wrong'))
    expect(words.sentence).toMatch(/^None of [\d,]+ trials explains it/)
    expect(words.inVain).toContain('the other hash sizes')
    expect(words.button).toBeUndefined()
  })
  it('offer no button that would repair only half of the problem', async () => {
    const report = await why(hs(SECRET, {}, 'sha512'), `${SECRET}\n`)
    expect(report.held.map(({ id, fix }) => [id, fix?.length])).toEqual([
      ['secret-has-whitespace', 1],
      ['alg-other-hash', undefined],
    ])
    const words = reportInWords(report)
    expect(words.sentence).toContain(', and if ')
    expect(words.button).toBeUndefined()
  })
})
