// Checks that a report says what the page says, without anything that was masked.
import { createHash, createHmac, generateKeyPairSync, sign } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import { leaks } from '../../core/masking/leaks.fixture.ts'
import { usuallyMasked } from '../../core/masking/parts.ts'
import { formattedReport, REPORT_FORMATS } from './report-formats.ts'
import { reportedClaims, reportOf } from './report.ts'
import { NOW, taken } from './take.fixture.ts'

const SECRET = 'wK3q8Zr1tUe0xJm5nVbYyPq9dWfRz7v2aUeG6cBpLHI'
const encode = (text: string) => Buffer.from(text).toString('base64url')
function signed(payload: string, header = '{"alg":"HS256","typ":"JWT"}', secret = SECRET): string {
  const input = `${encode(header)}.${encode(payload)}`
  return `${input}.${createHmac('sha256', secret).update(input).digest('base64url')}`
}
const CLAIMS = `{"iss":"https://a.example","sub":"fernando","exp":${NOW - 60},"n":9007199254740993,"admin":false}`

async function reportsOn(token: string, key = SECRET, masks = true) {
  const { facts, check, secrets } = await taken(token, key, { audience: 'billing-api' }, 'fernando', true)
  const report = reportOf(facts, masks ? usuallyMasked(reportedClaims(check)!) : new Set(), secrets)!
  return { markdown: formattedReport(report, 'markdown'), text: formattedReport(report, 'text'), json: formattedReport(report, 'json') }
}

describe('a report', () => {
  it('has the verdict, gates, header, masked claims, times, findings with fixes and expectations, in each format', async () => {
    const { markdown, text, json } = await reportsOn(signed(CLAIMS))
    for (const each of [markdown, text, json])
      for (const part of [
        'The signature verifies',
        'Signature',
        '"alg": "HS256"',
        '"sub": "***"',
        '9007199254740993',
        '2025-11-27T13:19:00Z',
        'exp-expired',
        'billing-api',
        '1.2.3',
      ])
        expect(each).toContain(part)
    expect(JSON.parse(json)).toMatchObject({ masked: ['sub'], claims: { sub: '***', admin: false } })
  })

  it('names the build of the page: its commit, and its other files by their lines in SHA256SUMS or the hash of these', async () => {
    const { markdown, text, json } = await reportsOn(signed(CLAIMS))
    const { page, pageFiles } = JSON.parse(json) as { page: string; pageFiles: string[] }
    expect(page).toMatch(/^JWT Inspector 1\.2\.3, commit [0-9a-f]{40}$/)
    expect(pageFiles).toEqual([expect.stringMatching(/^7f5b\w{60} {2}assets\/aes\.js$/), expect.stringMatching(/jwt-inspector\.html$/)])
    const hash = createHash('sha256')
      .update(pageFiles.map((line) => `${line}\n`).join(''))
      .digest('hex')
    for (const each of [markdown, text]) expect(each).toContain(hash)
  })

  it('leaves out a commit or hash that contains a masked value, since a mark in a known text tells the value', async () => {
    const { markdown, json } = await reportsOn(signed('{"sub":"078d8"}'))
    expect(markdown).not.toContain('commit')
    expect(JSON.parse(json)).toMatchObject({ page: 'JWT Inspector 1.2.3', pageFiles: [expect.anything(), expect.anything()] })
    const { text, json: other } = await reportsOn(signed('{"sub":"5b0076"}'))
    expect(text).not.toContain('SHA-256')
    expect(JSON.parse(other)).toMatchObject({ page: expect.stringContaining('commit'), pageFiles: [] })
  })

  it('shows claims unmasked if the user says so', async () => {
    const { markdown } = await reportsOn(signed(CLAIMS), SECRET, false)
    expect(markdown).toContain('"sub": "fernando"')
    expect(markdown).not.toContain('Masked as')
  })

  it('never contains a secret that a cause found', async () => {
    const { markdown, text, json } = await reportsOn(
      signed(CLAIMS, undefined, Buffer.from(SECRET, 'base64url').toString('latin1')),
      `${SECRET}\n`,
      false,
    )
    for (const each of [markdown, text, json]) expect(leaks(each, [], [SECRET])).toEqual([])
  })

  it('says so where the whole content is masked', async () => {
    const claims = Object.fromEntries(Array.from({ length: 2001 }, (_, i) => [`claim_${i}`, i]))
    const { text, json } = await reportsOn(signed(JSON.stringify(claims)))
    expect(text).toContain('Masked as ***: the whole content.')
    expect(JSON.parse(json)).toMatchObject({ claims: '***', masked: ['the whole content'] })
  })

  it('lists what was tried in vain', async () => {
    const { text } = await reportsOn(signed('{"sub":"ada"}', undefined, 'another secret altogether'))
    expect(text).toMatch(/Why it does not verify[\s\S]*Tried without success: /)
  })
})

describe('values from a token', () => {
  const hostile = '```\n# x\n| a | <img src=x onerror=1> @octocat \u202e\u0000 https://evil.example `b`'
  it('link and mention nothing where the report names them: masked claims, an algorithm, a URL', async () => {
    const linked = '@octocat https://evil.example www.evil.example octo/repo#1'
    const { markdown } = await reportsOn(
      signed(`{"${linked}":"ada@example.com"}`, `{"alg":"HS256","jku":"https://evil.example/keys","${linked}":1}`),
      JSON.stringify({ kty: 'oct', k: encode(SECRET), alg: linked, kid: linked }),
    )
    expect(markdown).toContain('Masked as `***`')
    const outside = markdown.replace(/^(`{3,}).*\n[\s\S]*?\n\1$/gm, '').replace(/(`+)[\s\S]*?\1/g, '')
    expect(outside).not.toMatch(/@octocat|evil\.example|repo#1/)
  })

  it('cannot end a fence, become markup or hide anything', async () => {
    const { markdown, text, json } = await reportsOn(signed(JSON.stringify({ note: hostile, iss: hostile })), SECRET, false)
    for (const each of [markdown, text, json]) expect(each).not.toMatch(/[\u202e\0]/)
    expect(markdown).toContain('\\u202e')
    const outside = markdown.replace(/^(`{3,}).*\n[\s\S]*?\n\1$/gm, '').replace(/(`+)[\s\S]*?\1/g, '')
    expect(outside).not.toMatch(/<img|@octocat|evil\.example|^# x/m)
    expect(JSON.parse(json)).toMatchObject({ claims: { note: hostile } })
  })
})

describe('whatever is masked', () => {
  const word = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 60 }),
    fc.constantFrom('fernando', 'Signature', 'verdict', 'HS256', '2025', 'admin'),
  )
  const claims = fc.record({
    sub: fc.oneof(word, fc.integer()),
    name: word,
    iss: word,
    aud: word,
    note: fc.oneof(word, fc.array(word, { maxLength: 3 })),
    address: fc.dictionary(word, word, { maxKeys: 2 }),
  })

  it('a report contains no masked value, even in base64url, and no part of a secret', async () => {
    await fc.assert(
      fc.asyncProperty(claims, fc.string({ minLength: 8, maxLength: 40 }), async (payload, secret) => {
        const token = signed(JSON.stringify({ ...payload, hint: `try ${secret}`, exp: NOW + 600 }), undefined, secret)
        const { facts, check, secrets } = await taken(
          token,
          secret,
          { issuer: payload.name, audience: payload.aud, subject: String(payload.sub) },
          payload.name,
        )
        const report = reportOf(facts, usuallyMasked(reportedClaims(check)!), secrets)!
        const values = [String(payload.sub), payload.name, ...Object.values(payload.address)]
        for (const { value } of REPORT_FORMATS) {
          const text = formattedReport(report, value)
          expect(leaks(text, values, [secret]), value).toEqual([])
          if (value === 'json' && text !== '') JSON.parse(text)
        }
      }),
      { numRuns: 60 },
    )
  })

  it('a report on an SD-JWT has no masked disclosure and no stretch of the private key beside it', async () => {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    const keys = [
      privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(),
      privateKey.export({ format: 'pem', type: 'sec1' }).toString(),
      JSON.stringify({ keys: [{ ...privateKey.export({ format: 'jwk' }), kid: 'a' }] }),
    ]
    const d = privateKey.export({ format: 'jwk' }).d as string
    await fc.assert(
      fc.asyncProperty(word, fc.emailAddress(), fc.constantFrom(...keys), async (name, email, key) => {
        const disclosures = [
          ['c2FsdDE', 'name', name],
          ['c2FsdDI', 'email', email],
        ].map((each) => encode(JSON.stringify(each)))
        const digests = disclosures.map((each) => createHash('sha256').update(each).digest('base64url'))
        const payload = JSON.stringify({ _sd: digests, note: `${name} has ${d.slice(4, 20)}`, exp: NOW + 600 })
        const input = `${encode(JSON.stringify({ alg: 'ES256', typ: 'dc+sd-jwt', kid: email }))}.${encode(payload)}`
        const signature = sign('sha256', Buffer.from(input), { key: privateKey, dsaEncoding: 'ieee-p1363' }).toString('base64url')
        const token = [`${input}.${signature}`, ...disclosures, ''].join('~')
        const { facts, check, secrets } = await taken(token, key, { subject: name }, name)
        const report = reportOf(facts, usuallyMasked(reportedClaims(check)!), secrets)!
        for (const { value } of REPORT_FORMATS)
          expect(leaks(formattedReport(report, value), [name, email], [d, signature]), value).toEqual([])
      }),
      { numRuns: 30 },
    )
  })
})
