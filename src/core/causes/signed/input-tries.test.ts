// Checks which other signing inputs are tried, in which order, and what a button would put in the token.
import { describe, expect, it } from 'vitest'
import { b64u } from '../made-with-node.fixture.ts'
import { attemptsOf, token, triedBy } from '../tried.fixture.ts'

const HS256 = '{"alg":"HS256"}'

describe('tries for the signing input', () => {
  it.each<[string, string, string[]]>([
    [
      'input-padding',
      `${b64u(HS256)}.-_8.AA`,
      [
        'padded with =: signed ‹eyJhbGciOiJIUzI1NiJ9.-_8=› → header eyJhbGciOiJIUzI1NiJ9 → payload -_8= (Signed text)',
        'in the standard alphabet (+ and /), padded: signed ‹eyJhbGciOiJIUzI1NiJ9.+/8=› → header eyJhbGciOiJIUzI1NiJ9 → payload +/8= (Signed text)',
        'in the standard alphabet (+ and /): signed ‹eyJhbGciOiJIUzI1NiJ9.+/8› → header eyJhbGciOiJIUzI1NiJ9 → payload +/8 (Signed text)',
      ],
    ],
    [
      'input-padding',
      `${b64u(HS256)}.+/8=.AA`,
      [
        'without padding: signed ‹eyJhbGciOiJIUzI1NiJ9.+/8› → header eyJhbGciOiJIUzI1NiJ9 → payload +/8 (Signed text)',
        'in base64url and without padding: signed ‹eyJhbGciOiJIUzI1NiJ9.-_8› → header eyJhbGciOiJIUzI1NiJ9 → payload -_8 (Signed text)',
        'in base64url, padding kept: signed ‹eyJhbGciOiJIUzI1NiJ9.-_8=› → header eyJhbGciOiJIUzI1NiJ9 → payload -_8= (Signed text)',
      ],
    ],
    ['input-unencoded-payload', token(HS256, 'a', 'b'), ['yes: signed ‹eyJhbGciOiJIUzI1NiJ9.a› (Signed text)']],
    [
      'input-unencoded-payload',
      `${b64u('{"alg":"HS256","b64":false,"crit":["b64"]}')}. a .AA`,
      [
        'no: signed ‹eyJhbGciOiJIUzI1NiIsImI2NCI6ZmFsc2UsImNyaXQiOlsiYjY0Il19.IGEg› (Signed text)',
        'no: signed ‹eyJhbGciOiJIUzI1NiIsImI2NCI6ZmFsc2UsImNyaXQiOlsiYjY0Il19.a› (Signed text)',
      ],
    ],
    [
      'input-graph-nonce',
      token('{"alg":"HS256","nonce":"n","kid":"k"}', 'a'),
      [
        ': header ‹{"alg":"HS256","nonce":"Gxax31OLoS3D-X7buFyqcFDUbBSBNCkP66gPgjbIPbk","kid":"k"}› (nonce)',
        ': header ‹{"alg":"HS256","nonce":"Gxax31OLoS3D+X7buFyqcFDUbBSBNCkP66gPgjbIPbk=","kid":"k"}› (nonce)',
        ': header ‹{"alg":"HS256","nonce":"1b16b1df538ba12dc3f97edbb85caa7050d46c148134290feba80f8236c83db9","kid":"k"}› (nonce)',
        ': header ‹{"alg":"HS256","nonce":"1B16B1DF538BA12DC3F97EDBB85CAA7050D46C148134290FEBA80F8236C83DB9","kid":"k"}› (nonce)',
      ],
    ],
    ['input-graph-nonce', token('{"alg":"HS256","nonce":1}', 'a'), []],
    [
      'input-part-only',
      token(HS256, 'a'),
      [
        'the payload’s segment: signed ‹YQ› (Signed text)',
        'the payload’s JSON: signed ‹a› (Signed text)',
        'the payload, with an empty header: signed ‹.YQ› (Signed text)',
        'the header’s segment: signed ‹eyJhbGciOiJIUzI1NiJ9› (Signed text)',
        'the header, with an empty payload: signed ‹eyJhbGciOiJIUzI1NiJ9.› (Signed text)',
        'the header’s JSON: signed ‹{"alg":"HS256"}› (Signed text)',
      ],
    ],
    [
      'input-before-encoding',
      token(HS256, 'a'),
      [
        'the JSON of both parts, before they were encoded: signed ‹{"alg":"HS256"}.a› (Signed text)',
        'the JSON of both parts, before they were encoded and without a dot: signed ‹{"alg":"HS256"}a› (Signed text)',
        'both parts without the dot between them: signed ‹eyJhbGciOiJIUzI1NiJ9YQ› (Signed text)',
        'both parts with another dot after them: signed ‹eyJhbGciOiJIUzI1NiJ9.YQ.› (Signed text)',
        'both parts and a line break: echo adds one, echo -n or printf doesn’t: signed ‹eyJhbGciOiJIUzI1NiJ9.YQ\n› (Signed text)',
        'both parts and a CRLF line break: signed ‹eyJhbGciOiJIUzI1NiJ9.YQ\r\n› (Signed text)',
        'the parts in the wrong order: signed ‹YQ.eyJhbGciOiJIUzI1NiJ9› (Signed text)',
        'the parts with a line break instead of the dot: signed ‹eyJhbGciOiJIUzI1NiJ9\nYQ› (Signed text)',
        'the parts with a bar instead of the dot: signed ‹eyJhbGciOiJIUzI1NiJ9|YQ› (Signed text)',
        'both parts, encoded once more: signed ‹ZXlKaGJHY2lPaUpJVXpJMU5pSjkuWVE› (Signed text)',
        'both parts in quotes: signed ‹"eyJhbGciOiJIUzI1NiJ9.YQ"› (Signed text)',
      ],
    ],
    [
      'input-hashed-twice',
      token(HS256, 'a'),
      [
        'SHA-256, bytes: signed ccd10e49d6ac5ffe714646eba7250cadef5a2e4e0effab2e69429847378e4b61 (Signed text)',
        'SHA-256, hex: signed ‹ccd10e49d6ac5ffe714646eba7250cadef5a2e4e0effab2e69429847378e4b61› (Signed text)',
        'SHA-256, base64: signed ‹zNEOSdasX/5xRkbrpyUMre9aLk4O/6suaUKYRzeOS2E=› (Signed text)',
      ],
    ],
    [
      'input-hashed-twice',
      token('{"alg":"ES384"}', 'a'),
      [
        'SHA-384, bytes: signed 51b8f1d8d924084d5afd77af0406d2dfe1bbabfd7f1ae82dad04767e4bdace7f8e0444de5db7524c6b6c3b49121a6f39 (Signed text)',
        'SHA-384, hex: signed ‹51b8f1d8d924084d5afd77af0406d2dfe1bbabfd7f1ae82dad04767e4bdace7f8e0444de5db7524c6b6c3b49121a6f39› (Signed text)',
        'SHA-384, base64: signed ‹Ubjx2NkkCE1a/XevBAbS3+G7q/1/GugtrQR2fkvazn+OBETeXbdSTGtsO0kSGm85› (Signed text)',
      ],
    ],
    [
      'input-hashed-twice',
      token('{"alg":"EdDSA"}', 'a'),
      [
        'SHA-512, bytes: signed aa7402b36fffc9b0d63986294ea319bd3d3fcc111bd2a785d2926f28df883693083bd43a9ac2dae09f85c891ba00241c70e56ca42c3a650ebd6b4be2df5d7f6c (Signed text)',
        'SHA-512, hex: signed ‹aa7402b36fffc9b0d63986294ea319bd3d3fcc111bd2a785d2926f28df883693083bd43a9ac2dae09f85c891ba00241c70e56ca42c3a650ebd6b4be2df5d7f6c› (Signed text)',
        'SHA-512, base64: signed ‹qnQCs2//ybDWOYYpTqMZvT0/zBEb0qeF0pJvKN+INpMIO9Q6msLa4J+FyJG6ACQccOVspCw6ZQ69a0vi311/bA==› (Signed text)',
        'SHA-256, bytes: signed 0845d960cc8f76b9b2141b6287c681dd45bc818286685361c74d1b6ae1cd2002 (Signed text)',
        'SHA-256, hex: signed ‹0845d960cc8f76b9b2141b6287c681dd45bc818286685361c74d1b6ae1cd2002› (Signed text)',
        'SHA-256, base64: signed ‹CEXZYMyPdrmyFBtih8aB3UW8gYKGaFNhx00bauHNIAI=› (Signed text)',
      ],
    ],
  ])('%s of %s', async (cause, text, tried) => expect(await triedBy(cause, text, 'k')).toEqual(tried))
  it('shows text as text, and the number of other bytes', async () => {
    const [bytes, hex] = await attemptsOf('input-hashed-twice', token(HS256, 'a'), 'k')
    expect(bytes!.evidence!.after).toMatch(/^[0-9a-f ]{47} … \(32 bytes\)$/)
    expect(hex!.evidence!.after).toMatch(/^[0-9a-f]{64}$/)
  })
  it('offers no parts of a detached payload', async () => {
    const tried = await triedBy('input-padding', `${b64u(HS256)}..AA`, 'k', { content: new TextEncoder().encode('a') })
    expect(tried).toEqual(['padded with =: signed ‹eyJhbGciOiJIUzI1NiJ9.YQ==› (Signed text)'])
  })
})

describe('tries for a token that was changed in transit', () => {
  it.each<[string, string, string[]]>([
    [
      'token-url-mangled',
      'eyJhbGciOiJIUzI1NiJ9.fn5 Pj4.A A=',
      [
        'plus: signed ‹eyJhbGciOiJIUzI1NiJ9.fn5+Pj4› signature 03e0 → header eyJhbGciOiJIUzI1NiJ9 → payload fn5+Pj4 → signature (Token)',
        'plus: signed ‹eyJhbGciOiJIUzI1NiJ9.fn5-Pj4› signature 03e0 → header eyJhbGciOiJIUzI1NiJ9 → payload fn5-Pj4 → signature (Token)',
      ],
    ],
    [
      'token-url-mangled',
      ' eyJhbGciOiJIUzI1NiJ9 .e30. AA ',
      [
        'plus: signed ‹eyJhbGciOiJIUzI1NiJ9.e30› signature 00 → header eyJhbGciOiJIUzI1NiJ9 → payload e30 → signature (Token)',
        'plus: signed ‹eyJhbGciOiJIUzI1NiJ9.e30› signature 00 → header eyJhbGciOiJIUzI1NiJ9 → payload e30 → signature (Token)',
      ],
    ],
    ['token-url-mangled', 'eyJhbGciOiJIUzI1NiJ9.e30.A\nA A', []],
    ['token-url-mangled', token(HS256, '{"aaaaaaaaaaaa":1}').toLowerCase(), ['case: a fact']],
    ['token-url-mangled', token(HS256, '{"aaaaaaaaaaaa":1}').toUpperCase(), ['case: a fact']],
    ['token-url-mangled', token(HS256, '{"aaaaaaaaaaaa":1}'), []],
    ['token-url-mangled', token(HS256, '', 'xxx').toLowerCase(), []],
    [
      'token-line-wrapped',
      token(HS256, '{"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa":1}', 'x'),
      [
        '76: signed ‹eyJhbGciOiJIUzI1NiJ9.eyJhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFh\nYWFhYWEiOjF9› (Signed text)',
        '76: signed ‹eyJhbGciOiJIUzI1NiJ9.eyJhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFh\nYWFhYWEiOjF9› (Signed text)',
        '76: signed ‹eyJhbGciOiJIUzI1NiJ9\n.eyJhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFh\nYWFhYWEiOjF9\n› (Signed text)',
        '76: signed ‹eyJhbGciOiJIUzI1NiJ9\n.eyJhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFh\nYWFhYWEiOjF9\n› (Signed text)',
        '76: signed ‹eyJhbGciOiJIUzI1NiJ9.eyJhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFh\r\nYWFhYWEiOjF9› (Signed text)',
        '76: signed ‹eyJhbGciOiJIUzI1NiJ9.eyJhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFh\r\nYWFhYWEiOjF9› (Signed text)',
        '76: signed ‹eyJhbGciOiJIUzI1NiJ9\r\n.eyJhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFh\r\nYWFhYWEiOjF9\r\n› (Signed text)',
        '76: signed ‹eyJhbGciOiJIUzI1NiJ9\r\n.eyJhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFh\r\nYWFhYWEiOjF9\r\n› (Signed text)',
        '64: signed ‹eyJhbGciOiJIUzI1NiJ9.eyJhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFh\nYWFhYWFhYWFhYWFhYWEiOjF9› (Signed text)',
        '64: signed ‹eyJhbGciOiJIUzI1NiJ9.eyJhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFh\nYWFhYWFhYWFhYWFhYWEiOjF9› (Signed text)',
        '64: signed ‹eyJhbGciOiJIUzI1NiJ9\n.eyJhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFh\nYWFhYWFhYWFhYWFhYWEiOjF9\n› (Signed text)',
        '64: signed ‹eyJhbGciOiJIUzI1NiJ9\n.eyJhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFh\nYWFhYWFhYWFhYWFhYWEiOjF9\n› (Signed text)',
        '64: signed ‹eyJhbGciOiJIUzI1NiJ9.eyJhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFh\r\nYWFhYWFhYWFhYWFhYWEiOjF9› (Signed text)',
        '64: signed ‹eyJhbGciOiJIUzI1NiJ9.eyJhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFh\r\nYWFhYWFhYWFhYWFhYWEiOjF9› (Signed text)',
        '64: signed ‹eyJhbGciOiJIUzI1NiJ9\r\n.eyJhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFh\r\nYWFhYWFhYWFhYWFhYWEiOjF9\r\n› (Signed text)',
        '64: signed ‹eyJhbGciOiJIUzI1NiJ9\r\n.eyJhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFh\r\nYWFhYWFhYWFhYWFhYWEiOjF9\r\n› (Signed text)',
        '60: signed ‹eyJhbGciOiJIUzI1NiJ9.eyJhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFh\nYWFhYWFhYWFhYWFhYWFhYWEiOjF9› (Signed text)',
        '60: signed ‹eyJhbGciOiJIUzI1NiJ9.eyJhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFh\nYWFhYWFhYWFhYWFhYWFhYWEiOjF9› (Signed text)',
        '60: signed ‹eyJhbGciOiJIUzI1NiJ9\n.eyJhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFh\nYWFhYWFhYWFhYWFhYWFhYWEiOjF9\n› (Signed text)',
        '60: signed ‹eyJhbGciOiJIUzI1NiJ9\n.eyJhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFh\nYWFhYWFhYWFhYWFhYWFhYWEiOjF9\n› (Signed text)',
        '60: signed ‹eyJhbGciOiJIUzI1NiJ9.eyJhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFh\r\nYWFhYWFhYWFhYWFhYWFhYWEiOjF9› (Signed text)',
        '60: signed ‹eyJhbGciOiJIUzI1NiJ9.eyJhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFh\r\nYWFhYWFhYWFhYWFhYWFhYWEiOjF9› (Signed text)',
        '60: signed ‹eyJhbGciOiJIUzI1NiJ9\r\n.eyJhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFh\r\nYWFhYWFhYWFhYWFhYWFhYWEiOjF9\r\n› (Signed text)',
        '60: signed ‹eyJhbGciOiJIUzI1NiJ9\r\n.eyJhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFh\r\nYWFhYWFhYWFhYWFhYWFhYWEiOjF9\r\n› (Signed text)',
      ],
    ],
    [
      'token-line-wrapped',
      'eyJhbGciOiJIUzI1NiJ9.\ne30.\nAA',
      [
        '0: signed ‹eyJhbGciOiJIUzI1NiJ9.\ne30› (Signed text)',
        '76: signed ‹eyJhbGciOiJIUzI1NiJ9.e30=› (Signed text)',
        '76: signed ‹eyJhbGciOiJIUzI1NiJ9\n.e30\n› (Signed text)',
        '76: signed ‹eyJhbGciOiJIUzI1NiJ9\n.e30=\n› (Signed text)',
        '76: signed ‹eyJhbGciOiJIUzI1NiJ9.e30=› (Signed text)',
        '76: signed ‹eyJhbGciOiJIUzI1NiJ9\r\n.e30\r\n› (Signed text)',
        '76: signed ‹eyJhbGciOiJIUzI1NiJ9\r\n.e30=\r\n› (Signed text)',
        '64: signed ‹eyJhbGciOiJIUzI1NiJ9.e30=› (Signed text)',
        '64: signed ‹eyJhbGciOiJIUzI1NiJ9\n.e30\n› (Signed text)',
        '64: signed ‹eyJhbGciOiJIUzI1NiJ9\n.e30=\n› (Signed text)',
        '64: signed ‹eyJhbGciOiJIUzI1NiJ9.e30=› (Signed text)',
        '64: signed ‹eyJhbGciOiJIUzI1NiJ9\r\n.e30\r\n› (Signed text)',
        '64: signed ‹eyJhbGciOiJIUzI1NiJ9\r\n.e30=\r\n› (Signed text)',
        '60: signed ‹eyJhbGciOiJIUzI1NiJ9.e30=› (Signed text)',
        '60: signed ‹eyJhbGciOiJIUzI1NiJ9\n.e30\n› (Signed text)',
        '60: signed ‹eyJhbGciOiJIUzI1NiJ9\n.e30=\n› (Signed text)',
        '60: signed ‹eyJhbGciOiJIUzI1NiJ9.e30=› (Signed text)',
        '60: signed ‹eyJhbGciOiJIUzI1NiJ9\r\n.e30\r\n› (Signed text)',
        '60: signed ‹eyJhbGciOiJIUzI1NiJ9\r\n.e30=\r\n› (Signed text)',
      ],
    ],
  ])('%s of %j', async (cause, text, tried) => expect(await triedBy(cause, text, 'k')).toEqual(tried))
  it('doesn’t wrap a very long payload', async () => {
    const long = (segment: number) => `${b64u(HS256)}.${'A'.repeat(segment)}.AA`
    expect(await triedBy('token-line-wrapped', long(100_000), 'k')).toHaveLength(24)
    expect(await triedBy('token-line-wrapped', long(100_001), 'k')).toEqual([])
  })
})
