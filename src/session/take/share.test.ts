// Checks that a link shows its reader what its author chose, but never a secret.
import { createHmac, createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import { leaks } from '../../core/masking/leaks.fixture.ts'
import { maskedToken, partsOfToken } from '../../core/masking/mask-token.ts'
import { maskableClaims, usuallyMasked } from '../../core/masking/parts.ts'
import { readLink, refuseLinkKey } from '../share-link.ts'
import { currentInspection } from '../state/opened-token.ts'
import { picture } from './picture.ts'
import { curlCommand, fitsInHeader, shellQuoted } from './request-text.ts'
import { share, type ShareChoices } from './share.ts'
import { taken } from './take.fixture.ts'
import { lessonOf, writeLessonLink } from './write-link.ts'

const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const pem = privateKey.export({ format: 'pem', type: 'pkcs8' }).toString()
const jwk = JSON.stringify({ ...privateKey.export({ format: 'jwk' }), kid: 'main' })
const encode = (text: string) => Buffer.from(text).toString('base64url')
const decode = (text: string | undefined) => Buffer.from(text ?? '', 'base64url').toString()

function es256(payload: string, header = '{"alg":"ES256","kid":"main"}'): string {
  const input = `${encode(header)}.${encode(payload)}`
  return `${input}.${sign('sha256', Buffer.from(input), { key: privateKey, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`
}

const AS_IT_IS: ShareChoices = { masked: undefined, signature: true, key: true, expectations: true }

async function shared(token: string, key: string, choices: Partial<ShareChoices> | 'masked' = {}, expectations = {}) {
  const { check, secrets } = await taken(token, key, expectations)
  const { token: opened } = currentInspection(check.state)
  const usual = usuallyMasked(maskableClaims(partsOfToken(opened!)))
  const sharing = share(opened!, check.reading.keys, expectations, secrets, {
    ...AS_IT_IS,
    ...(choices === 'masked' ? { masked: usual } : choices),
  })
  return { ...sharing, link: sharing.shared && readLink(sharing.shared.fragment) }
}

describe('a link', () => {
  const token = es256('{"sub":"fernando","aud":"billing"}')

  it('contains the token as it is, with the public half of the key and the expectations', async () => {
    for (const key of [pem, jwk]) {
      const { link, shared: made } = await shared(token, key, {}, { audience: 'billing', companions: { code: 'confidential' } })
      expect(link).toMatchObject({ token, expect: 'aud=billing' })
      expect(refuseLinkKey(link!.key!)).toBeUndefined()
      expect(createPublicKey({ key: JSON.parse(link!.key!), format: 'jwk' }).equals(createPublicKey(createPrivateKey(pem)))).toBe(true)
      expect(leaks(decodeURIComponent(made!.fragment), [], [privateKey.export({ format: 'jwk' }).d as string, 'confidential'])).toEqual([])
    }
  })

  it('contains only the key of a set that the token names', async () => {
    const other = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ format: 'jwk' })
    const { link } = await shared(token, JSON.stringify({ keys: [{ ...other, kid: 'other' }, JSON.parse(jwk)] }))
    expect(JSON.parse(link!.key!)).toMatchObject({ kid: 'main', kty: 'EC' })
  })

  it('leaves out what was not requested', async () => {
    const { link } = await shared(token, pem, { key: false, expectations: false }, { audience: 'billing' })
    expect(link).toEqual({ token, key: undefined, expect: undefined, present: undefined })
  })

  it('has no signature and no key if the signature is removed or claims are masked', async () => {
    const bare = await shared(token, pem, { signature: false })
    expect(bare.link).toMatchObject({ token: token.slice(0, token.lastIndexOf('.') + 1), key: undefined })
    const masked = await shared(token, pem, 'masked', { subject: 'fernando', audience: 'billing' })
    expect(decode(masked.link!.token!.split('.')[1])).toBe('{"sub":"***","aud":"billing"}')
    expect(masked.link).toMatchObject({ key: undefined, expect: 'aud=billing' })
    expect(masked.link!.token).toMatch(/\.$/)
    expect(masked.shared?.expectations).toBe('some')
  })

  it('never contains a shared secret, or a token that contains a key or part of one', async () => {
    const secret = 'correct horse battery staple'
    const input = `${encode('{"alg":"HS256"}')}.${encode(`{"note":"use ${secret}"}`)}`
    const hs = `${input}.${createHmac('sha256', secret).update(input).digest('base64url')}`
    expect((await shared(hs, secret)).refusal).toBe('secret')
    expect(decode((await shared(hs, secret, 'masked')).link!.token!.split('.')[1])).toBe('{"note":"***"}')
    expect((await shared(es256(`{"jwk":${jwk}}`), '')).refusal).toBe('secret')
    expect((await shared(es256('{"a":1}', `{"alg":"ES256","jwk":${jwk}}`), '')).refusal).toBe('secret')
    const plain = await shared(es256('{"a":1}'), jwk)
    expect(plain.refusal).toBeUndefined()
  })

  it('contains a JWE as it is, masked or not', async () => {
    const jwe = `${encode('{"alg":"dir","enc":"A128GCM"}')}..MTIzNDU2Nzg5MDEy.Y3Q.MTIzNDU2Nzg5MDEyMzQ1Ng`
    expect((await shared(jwe, '', { masked: new Set() })).link?.token).toBe(jwe)
  })

  it('says why there is no link', async () => {
    expect((await shared('abc.def.ghi', '', { masked: new Set() })).refusal).toBe('unreadable')
    expect((await shared(es256(JSON.stringify({ a: 'x'.repeat(100_000) })), '')).refusal).toBe('too-long')
  })
})

describe('whatever is masked', () => {
  const word = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 })
  it('is not in a link, its expectations, or a picture', async () => {
    const empty = picture('a.b.', 'Nothing yet', undefined)!
    await fc.assert(
      fc.asyncProperty(word, word, fc.string({ minLength: 8 }), async (sub, iss, secret) => {
        const token = es256(JSON.stringify({ sub, iss, note: `${sub} and ${secret}` }))
        const expectations = { subject: sub, issuer: iss, nonce: secret }
        const { check, secrets } = await taken(token, secret, expectations)
        const opened = currentInspection(check.state).token!
        const masked = usuallyMasked(maskableClaims(partsOfToken(opened)))
        const { shared: made } = share(opened, check.reading.keys, expectations, secrets, { ...AS_IT_IS, masked })
        if (!made) return
        const link = readLink(made.fragment)!
        for (const text of [link.token!, link.key ?? '', link.expect ?? '', decodeURIComponent(link.expect ?? '')])
          expect(leaks(text, [sub], [secret])).toEqual([])
        const { forbidden } = maskedToken(opened, masked, secrets)!
        const drawn = picture(link.token!, `Good for “${sub}”.`, forbidden) ?? ''
        expect(leaks(drawn, [sub], [secret]).filter((each) => !empty.includes(each))).toEqual([])
      }),
    )
  })
})

describe('a picture', () => {
  it('has the three parts in three colors, and the verdict, as text', () => {
    const svg = picture('aaa.bbb.ccc', 'Good for “<script>” & \u202emore', undefined)!
    expect(svg).toContain('role="img" aria-label="Good for “&#60;script&#62;” &#38;')
    for (const ink of ['#b01e5b">aaa', '#5540c4">bbb', '#08697a">ccc']) expect(svg).toContain(ink)
    expect(svg).toContain('&#60;script&#62;” &#38; [U+202E]more')
  })
  it('says that a token is not signed, and cuts a long one', () => {
    expect(picture('aaa.bbb.', '', undefined)).toContain('not signed')
    expect(picture(`aaa.${'b'.repeat(5000)}.c`, '', undefined)).toContain('5,006 characters')
  })
})

describe('a shell', () => {
  it('takes any quoted text as one word', () => {
    expect(shellQuoted(`a'b "$(c)"`)).toBe(`'a'\\''b "$(c)"'`)
    expect(curlCommand('a.b.c')).toBe("curl -H 'Authorization: Bearer a.b.c' https://api.example.com/")
  })
  it('is not given a token that a header cannot contain', () => {
    expect(fitsInHeader('a.b.c~d~')).toBe(true)
    for (const token of ['{"payload":""}', 'a.b\nc.d', "a.'.b", '']) expect(fitsInHeader(token)).toBe(false)
  })
})

describe('a link to a lesson', () => {
  it.each([
    ['#/learn/three-parts', { id: 'three-parts', step: undefined }],
    ['#/learn/three-parts?step=3&present', { id: 'three-parts', step: 3 }],
    ['#/learn', undefined],
    ['#/learn/<img>', undefined],
  ])('%s leads to %j', (fragment, place) => expect(lessonOf(fragment)).toEqual(place))

  it('names its step and presenter mode', () => {
    expect(writeLessonLink('three-parts')).toBe('#/learn/three-parts')
    expect(writeLessonLink('three-parts', { step: 3, present: true })).toBe('#/learn/three-parts?step=3&present')
  })
})
