// The tour describes signed, encrypted, selective and damaged tokens, with and without a key, and never claims more than was found.
import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { LESSONS } from '../../lessons/index.ts'
import { encodeText } from '../../core/text/base64url.ts'
import { act, checkOf, pasted } from '../../session/session.fixture.ts'
import { derive } from '../../session/state/derived.ts'
import type { State } from '../../session/state/state.ts'
import { LESSONS_NAMED } from './next.ts'
import { stopsOf } from './stops.ts'

async function stops(state: State) {
  const { token } = derive(state).inspection
  return token ? stopsOf(token, await checkOf(state)) : []
}
const ids = (list: Awaited<ReturnType<typeof stops>>) => list.map(({ id }) => id)
const said = (list: Awaited<ReturnType<typeof stops>>, id: string) => list.find((stop) => stop.id === id)?.text.join(' ') ?? ''

// RFC 7515 appendix A.1, whose key is printed there.
const RFC_TOKEN =
  'eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk'
const RFC_KEY = '{"kty":"oct","k":"AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow"}'
const withKey = (text: string, key: string) => act(pasted(text), { type: 'edit-key', key, at: 0 })
const ENCRYPTED = `${encodeText('{"alg":"dir","enc":"A128GCM"}')}..AAAAAAAAAAAAAAAA.Y2lwaGVydGV4dA.AAAAAAAAAAAAAAAAAAAAAA`

describe('the stops', () => {
  it('lead through a signed token', async () => {
    const list = await stops(pasted(RFC_TOKEN))
    expect(ids(list)).toEqual(['header', 'who', 'when', 'signature', 'key', 'change', 'server', 'next'])
    expect(said(list, 'header')).toContain('`alg` is “HS256”')
    expect(said(list, 'who')).toBe('`iss`, the issuer, is “joe”, who makes these statements. It has no `sub` and no `aud`.')
    expect(said(list, 'when')).toContain('2011')
    expect(said(list, 'signature')).toContain('32 bytes')
    expect(said(list, 'key')).toContain('You haven’t given one yet')
    expect(said(list, 'server')).toContain('You haven’t given one yet')
  })

  it('say that a token names no one', async () => {
    const token = `${encodeText('{"alg":"HS256"}')}.${encodeText('{"admin":true}')}.c2ln`
    expect(said(await stops(pasted(token)), 'who')).toBe('It names no one: it has no `iss`, `sub` or `aud`.')
  })

  it('say what the key showed', async () => {
    expect(said(await stops(withKey(RFC_TOKEN, RFC_KEY)), 'server')).toContain('The signature verifies with this key.')
    const other = await stops(withKey(RFC_TOKEN, 'another secret that is long enough for it'))
    expect(said(other, 'server')).toContain('401')
    expect(said(other, 'key')).toContain('doesn’t match')
    expect(JSON.stringify(other)).not.toContain('verifies with this key')
  })

  it('lead through an encrypted token', async () => {
    const list = await stops(pasted(ENCRYPTED))
    expect(ids(list)).toEqual(['header', 'parts', 'key', 'change', 'server', 'next'])
    expect(said(list, 'server')).toContain('You haven’t given a key yet')
  })

  it('say whose key an encrypted token names, and what decrypting it shows about its author', async () => {
    const named = `${encodeText('{"alg":"RSA-OAEP-256","enc":"A128GCM","kid":"k1"}')}.AA.AAAAAAAAAAAAAAAA.Y2lwaGVydGV4dA.AAAAAAAAAAAAAAAAAAAAAA`
    expect(said(await stops(pasted(named)), 'header')).toContain('names the reader’s key')
    // RFC 7516 appendix A.3 wraps its content’s key with a shared secret.
    const wrapped =
      'eyJhbGciOiJBMTI4S1ciLCJlbmMiOiJBMTI4Q0JDLUhTMjU2In0.6KB707dM9YTIgHtLvtgWQ8mKwboJW3of9locizkDTHzBC2IlrT1oOQ.AxY8DCtDaGlsbGljb3RoZQ.KDlTtXchhZTGufMYmOYGS4HffxPSUrfmqCHXaI9wOGY.U0m_YmjN04DJvceFICbCVQ'
    const key = said(await stops(withKey(wrapped, '{"kty":"oct","k":"GawgguFyGrWKav7AX4VKUg"}')), 'key')
    expect(key).toContain('Your key decrypted it. The same secret')
    expect(key).not.toContain('public key')
  })

  it('name the disclosures of an SD-JWT', async () => {
    const token = `${encodeText('{"alg":"ES256"}')}.${encodeText('{"_sd":["x"],"sub":"a"}')}.c2ln~WyJhIiwiYiIsImMiXQ~`
    const list = await stops(pasted(token))
    expect(ids(list)).toEqual(['header', 'who', 'when', 'disclosures', 'signature', 'key', 'change', 'server', 'next'])
    expect(said(list, 'disclosures')).toContain('1 disclosure.')
  })

  it('are fewer for a damaged token', async () => {
    const list = await stops(pasted(`${encodeText('{"alg":"HS256"}')}.${encodeText('{"sub":"a"}')}`))
    expect(ids(list)).toEqual(['damage', 'header', 'payload', 'server', 'next'])
    expect(said(list, 'server')).toContain('401')
  })

  it('never call a token valid unless the check does', async () => {
    for (const text of [RFC_TOKEN, ENCRYPTED, `${encodeText('{"alg":"none"}')}.${encodeText('{"sub":"a"}')}.`])
      for (const key of ['', 'a', RFC_KEY]) {
        const state = key ? withKey(text, key) : pasted(text)
        const check = await checkOf(state)
        const good = check.verification?.state === 'valid' || check.decryption?.state === 'decrypted'
        const words = JSON.stringify(stopsOf(derive(state).inspection.token!, check))
        expect(/verifies with this key|This key verifies|Your key decrypted it/.test(words)).toBe(good)
      }
  })

  it('quote text from a token so that it can’t end a sentence, and survive any text', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary' }), async (text) => {
        const token = `${encodeText(JSON.stringify({ alg: text, kid: text }))}.${encodeText(JSON.stringify({ iss: text, sub: text, aud: [text, text] }))}.c2ln`
        for (const state of [pasted(text), pasted(token)])
          for (const stop of await stops(state)) expect(stop.text.join('')).not.toMatch(/[\u202a-\u202e]/)
      }),
    )
  })
})

test('the lessons to read next exist under these titles', () => {
  for (const [id, title] of Object.entries(LESSONS_NAMED)) expect(LESSONS.find((lesson) => lesson.id === id)?.title).toBe(title)
})
