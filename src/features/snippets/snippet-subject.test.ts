// What code should check follows from the token, its key and the reader's expectations.
import { describe, expect, it } from 'vitest'
import { exportPem } from '../../core/keys/make/export-key.ts'
import { generateKey } from '../../core/keys/make/generate-key.ts'
import { sign } from '../../core/crypto/sign.ts'
import { encodeBase64url, encodeText } from '../../core/text/base64url.ts'
import { check } from '../../session/answers/check.ts'
import { derive } from '../../session/state/derived.ts'
import { initialState, reduce, type State } from '../../session/state/state.ts'
import { initialViewpoint, type Viewpoint } from '../../session/state/viewpoint.ts'
import { snippetSubject } from './snippet-subject.ts'

const es256 = await generateKey('ES256')
const pem = (es256 && (await exportPem(es256, 'whole'))) ?? ''
const publicPem = (es256 && (await exportPem(es256, 'public'))) ?? ''

async function signed(header: object, claims: object): Promise<string> {
  const input = `${encodeText(JSON.stringify({ alg: 'ES256', ...header }))}.${encodeText(JSON.stringify(claims))}`
  const { signature } = await sign('ES256', new TextEncoder().encode(input), { kind: 'key', keys: es256 ? [es256] : [], notes: [] })
  return `${input}.${encodeBase64url(signature ?? new Uint8Array())}`
}

const loaded = (text: string, key = ''): State =>
  reduce(initialState, { type: 'load', text, key: { text: key, origin: { from: 'typed' } } })

async function read(state: State, viewpoint: Viewpoint = initialViewpoint) {
  return snippetSubject(derive(state).inspection.token, await check(state), viewpoint)
}

const CLAIMS = { iss: 'https://issuer.example', aud: ['orders', 'other'], exp: 4_000_000_000 }

describe('what the code checks', () => {
  it('follows the token where nothing is expected', async () => {
    const { subject } = await read(loaded(await signed({ typ: 'application/at+jwt', kid: 'a' }, CLAIMS), pem))
    expect(subject?.order).toMatchObject({
      algorithms: ['ES256'],
      issuer: 'https://issuer.example',
      audience: 'orders',
      listsAudiences: true,
      typ: 'at+jwt',
      requiresExp: true,
      namesKey: true,
    })
    expect(subject?.takenFromToken).toEqual(['iss', 'aud', 'typ'])
  })
  it('follows the service\u2019s expectations, and names those that code can\u2019t check', async () => {
    const viewpoint = {
      ...initialViewpoint,
      expectations: { audience: 'billing', algorithms: ['ES384', 'ES256', 'RS256'], subject: 'ada', maxAge: 60 },
      clock: { moved: undefined, leeway: 30 },
    }
    const { subject } = await read(loaded(await signed({}, CLAIMS), pem), viewpoint)
    expect(subject?.order).toMatchObject({ algorithms: ['ES256', 'ES384'], audience: 'billing', leeway: 30, namesKey: false })
    expect(subject?.takenFromToken).toEqual(['iss'])
    expect(subject?.leftOut).toEqual(['sub', 'the maximum age'])
  })
  it('never contains the private key or the secret', async () => {
    const { subject } = await read(loaded(await signed({}, CLAIMS), pem))
    expect(subject?.keys).toEqual([
      { from: 'pem', pem: publicPem },
      { from: 'jwks-url', url: '' },
    ])
    const token = `${encodeText('{"alg":"HS256"}')}.${encodeText('{}')}.AAAA`
    expect((await read(loaded(token, 'a secret that no one else may have'))).subject?.keys).toEqual([{ from: 'secret', encoding: 'utf8' }])
  })
  it('leaves out a key that comes from the token itself', async () => {
    const { subject } = await read(loaded(await signed({}, CLAIMS)))
    expect(subject?.keys).toEqual([{ from: 'jwks-url', url: '' }])
  })
  it.each([
    ['no token', '', /Open a token/],
    ['an Unsecured JWT', `${encodeText('{"alg":"none"}')}.${encodeText('{}')}.`, /no one signed it/],
    ['an unknown algorithm', `${encodeText('{"alg":"XS1"}')}.${encodeText('{}')}.AAAA`, /an algorithm that this page verifies/],
    ['a JWE', `${encodeText('{"alg":"dir","enc":"A128GCM"}')}..AAAAAAAAAAAAAAAA.AAAA.AAAAAAAAAAAAAAAAAAAAAA`, /encrypted/],
    ['an extension', `${encodeText('{"alg":"ES256","crit":["x"],"x":1}')}.${encodeText('{}')}.AAAA`, /extension/],
    ['an SD-JWT', `${encodeText('{"alg":"ES256"}')}.${encodeText('{}')}.AAAA~`, /SD-JWT/],
  ])('is refused for %s', async (_, text, says) => {
    expect((await read(loaded(text))).refusal).toMatch(says)
  })
  it('is refused where the service accepts only other algorithms', async () => {
    const viewpoint = { ...initialViewpoint, expectations: { algorithms: ['RS256'] } }
    expect((await read(loaded(await signed({}, CLAIMS), pem), viewpoint)).refusal).toBe(
      'Your service expects RS256, and this token is signed with ES256.',
    )
  })
})
