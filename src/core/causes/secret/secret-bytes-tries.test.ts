// Checks what is tried for a secret’s bytes: other encodings, other character sets, and values computed from it.
import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { SecretEncoding } from '../../keys/key-material.ts'
import { hs } from '../made-with-node.fixture.ts'
import { triedBy } from '../tried.fixture.ts'

const TOKEN = hs('x')

describe('tries for the encoding of a secret', () => {
  it.each<[string, SecretEncoding, string, string[]]>([
    [
      'secret-is-encoded',
      'utf8',
      '00112233445566778899aabbccddeeff',
      [
        'likely base64url: d34d75db6df7e38e79ebaefbf3cf7d69a6db71c75d79e7df → base64url 00112233445566778899aabbccddeeff (Secret)',
        'likely base64: d34d75db6df7e38e79ebaefbf3cf7d69a6db71c75d79e7df → base64 00112233445566778899aabbccddeeff (Secret)',
        'likely hex: 00112233445566778899aabbccddeeff → hex (Secret)',
      ],
    ],
    ['secret-is-encoded', 'utf8', 'a+/b', ['likely base64: 6befdb → base64 a+/b (Secret)']],
    ['secret-is-encoded', 'utf8', '0x00:11-22, 33', ['hex, colons: ‹\u0000\u0011"3› → hex (Secret)']],
    ['secret-is-encoded', 'utf8', '\\x00\\x11\\x22\\x33', ['hex, colons: ‹\u0000\u0011"3› → hex (Secret)']],
    [
      'secret-is-encoded',
      'utf8',
      '0x00112233',
      [
        'likely base64url: d31d34d75db6df → base64url 0x00112233 (Secret)',
        'likely base64: d31d34d75db6df → base64 0x00112233 (Secret)',
        'hex, colons: ‹\u0000\u0011"3› → hex (Secret)',
      ],
    ],
    ['secret-is-encoded', 'utf8', '00:11:22', []],
    ['secret-is-encoded', 'utf8', '00:11:22:3', []],
    ['secret-is-encoded', 'utf8', 'z 00 11 22 33', []],
    ['secret-is-encoded', 'utf8', '00 11 22 33 z.', []],
    ['secret-is-encoded', 'utf8', '.0x00112233', []],
    [
      'secret-is-encoded',
      'utf8',
      'MDAxMTIyMzM0NDU1NjY3Nw==',
      [
        'likely base64url: ‹0011223344556677› → base64url MDAxMTIyMzM0NDU1NjY3Nw== (Secret)',
        'likely base64: ‹0011223344556677› → base64 MDAxMTIyMzM0NDU1NjY3Nw== (Secret)',
        'base64url and then from base64url: d34d75db6df7e38e79ebaefb → hex (Secret)',
        'base64url and then from base64: d34d75db6df7e38e79ebaefb → hex (Secret)',
        'base64url and then from hex: ‹\u0000\u0011"3DUfw› → hex (Secret)',
        'base64 and then from base64url: d34d75db6df7e38e79ebaefb → hex (Secret)',
        'base64 and then from base64: d34d75db6df7e38e79ebaefb → hex (Secret)',
        'base64 and then from hex: ‹\u0000\u0011"3DUfw› → hex (Secret)',
      ],
    ],
    [
      'secret-is-encoded',
      'utf8',
      'MDAxMTIyMzM0NDU1NjY=',
      [
        'likely base64url: ‹00112233445566› → base64url MDAxMTIyMzM0NDU1NjY= (Secret)',
        'likely base64: ‹00112233445566› → base64 MDAxMTIyMzM0NDU1NjY= (Secret)',
        'base64url and then from base64url: d34d75db6df7e38e79eb → hex (Secret)',
        'base64url and then from base64: d34d75db6df7e38e79eb → hex (Secret)',
        'base64 and then from base64url: d34d75db6df7e38e79eb → hex (Secret)',
        'base64 and then from base64: d34d75db6df7e38e79eb → hex (Secret)',
      ],
    ],
    ['secret-is-encoded', 'utf8', ' ', []],
    ['secret-is-encoded', 'base64', 'YWJj', ['likely base64url: ‹abc› → base64url YWJj (Secret)']],
    [
      'secret-is-encoded',
      'hex',
      '616263',
      ['likely base64url: eb5eb6eb → base64url 616263 (Secret)', 'likely base64: eb5eb6eb → base64 616263 (Secret)'],
    ],
    [
      'secret-is-encoding-text',
      'utf8',
      'a>?',
      [
        'base64: ‹YT4/› → utf8 (Secret)',
        'base64: ‹YT4/› → utf8 (Secret)',
        'base64url: ‹YT4_› → utf8 (Secret)',
        'base64: ‹YT4/\n› → utf8 (Secret)',
        'hex: ‹613e3f› → utf8 (Secret)',
        'hex: ‹613E3F› → utf8 (Secret)',
      ],
    ],
    [
      'secret-is-encoding-text',
      'utf8',
      'a',
      [
        'base64: ‹YQ==› → utf8 (Secret)',
        'base64: ‹YQ› → utf8 (Secret)',
        'base64url: ‹YQ› → utf8 (Secret)',
        'base64: ‹YQ==\n› → utf8 (Secret)',
        'hex: ‹61› → utf8 (Secret)',
        'hex: ‹61› → utf8 (Secret)',
      ],
    ],
    ['secret-is-encoding-text', 'utf8', '', []],
    [
      'secret-is-encoding-text',
      'base64',
      ' YWJj',
      [
        'likely base64: ‹YWJj› → utf8 (Secret)',
        'base64: ‹ YWJj› → utf8 (Secret)',
        'base64: ‹YWJj› → utf8 (Secret)',
        'base64: ‹YWJj› → utf8 (Secret)',
        'base64url: ‹YWJj› → utf8 (Secret)',
        'base64: ‹YWJj\n› → utf8 (Secret)',
        'hex: ‹616263› → utf8 (Secret)',
        'hex: ‹616263› → utf8 (Secret)',
      ],
    ],
    [
      'secret-is-encoding-text',
      'hex',
      '6a',
      [
        'likely hex: ‹6a› → utf8 (Secret)',
        'base64: ‹ag==› → utf8 (Secret)',
        'base64: ‹ag› → utf8 (Secret)',
        'base64url: ‹ag› → utf8 (Secret)',
        'base64: ‹ag==\n› → utf8 (Secret)',
        'hex: ‹6a› → utf8 (Secret)',
        'hex: ‹6A› → utf8 (Secret)',
      ],
    ],
    [
      'secret-is-encoding-text',
      'hex',
      'no hex',
      [
        'likely hex: ‹no hex› → utf8 (Secret)',
        'base64: ‹bm8gaGV4› → utf8 (Secret)',
        'base64: ‹bm8gaGV4› → utf8 (Secret)',
        'base64url: ‹bm8gaGV4› → utf8 (Secret)',
        'base64: ‹bm8gaGV4\n› → utf8 (Secret)',
        'hex: ‹6e6f20686578› → utf8 (Secret)',
        'hex: ‹6E6F20686578› → utf8 (Secret)',
      ],
    ],
    [
      'secret-lenient-base64',
      'utf8',
      'a+b/c-d_e',
      ['0: 6be6ff73e77f → hex (Secret)', '2: 6be6ff71d7 → hex (Secret)', '5: 6be6ff → hex (Secret)', '1: 6be6ff73e77f → hex (Secret)'],
    ],
    ['secret-lenient-base64', 'utf8', 'YWJj=ZGVm!', ['2: ‹abcdef› → hex (Secret)', '6: ‹abc› → hex (Secret)']],
    ['secret-lenient-base64', 'utf8', '!', []],
    ['secret-lenient-base64', 'utf8', 'a.b!YWJjZA', ['2: 69b616263640 → hex (Secret)']],
  ])('%s, given as %s: %j', async (cause, secretEncoding, key, tried) =>
    expect(await triedBy(cause, TOKEN, key, { secretEncoding })).toEqual(tried),
  )
})

describe('tries for the character set of a secret', () => {
  it.each<[string, string[]]>([
    [
      'a',
      [
        'UTF-16, little-endian (.NET Encoding.Unicode): ‹a\u0000› → hex (Secret)',
        'UTF-16, big-endian: ‹\u0000a› → hex (Secret)',
        'UTF-16 with a byte-order mark, little-endian: fffe6100 → hex (Secret)',
        'UTF-16 with a byte-order mark, big-endian: feff0061 → hex (Secret)',
        'UTF-8 with a byte-order mark: ‹\ufeffa› → hex (Secret)',
      ],
    ],
    ['', []],
    [
      'é€',
      [
        'UTF-16, little-endian (.NET Encoding.Unicode): e900ac20 → hex (Secret)',
        'UTF-16, big-endian: 00e920ac → hex (Secret)',
        'UTF-16 with a byte-order mark, little-endian: fffee900ac20 → hex (Secret)',
        'UTF-16 with a byte-order mark, big-endian: feff00e920ac → hex (Secret)',
        'UTF-8 with a byte-order mark: ‹\ufeffé€› → hex (Secret)',
        'UTF-8 in the normal form NFD: ‹e\u0301€› → utf8 (Secret)',
        'Latin-1 (Windows-1252): e980 → hex (Secret)',
        'UTF-8 that was encoded twice: ‹Ã©â\u0082¬› → hex (Secret)',
        'ASCII, with ? for every other character: ‹??› → hex (Secret)',
        'the low byte of each character: e9ac → hex (Secret)',
      ],
    ],
    [
      '\ufeffa',
      [
        'UTF-16, little-endian (.NET Encoding.Unicode): fffe6100 → hex (Secret)',
        'UTF-16, big-endian: feff0061 → hex (Secret)',
        'UTF-16 with a byte-order mark, little-endian: fffefffe6100 → hex (Secret)',
        'UTF-16 with a byte-order mark, big-endian: fefffeff0061 → hex (Secret)',
        'UTF-8 with a byte-order mark: ‹\ufeff\ufeffa› → hex (Secret)',
        'UTF-8 without the byte-order mark: ‹a› → hex (Secret)',
        'UTF-8 that was encoded twice: ‹ï»¿a› → hex (Secret)',
        'ASCII, with ? for every other character: ‹?a› → hex (Secret)',
        'the low byte of each character: ff61 → hex (Secret)',
      ],
    ],
    [
      'ａ😀',
      [
        'UTF-16, little-endian (.NET Encoding.Unicode): 41ff3dd800de → hex (Secret)',
        'UTF-16, big-endian: ff41d83dde00 → hex (Secret)',
        'UTF-16 with a byte-order mark, little-endian: fffe41ff3dd800de → hex (Secret)',
        'UTF-16 with a byte-order mark, big-endian: feffff41d83dde00 → hex (Secret)',
        'UTF-8 with a byte-order mark: ‹\ufeffａ😀› → hex (Secret)',
        'UTF-8 that was encoded twice: ‹ï½\u0081ð\u009f\u0098\u0080› → hex (Secret)',
        'ASCII, with ? for every other character: ‹??› → hex (Secret)',
        'the low byte of each character: ‹A=› → hex (Secret)',
      ],
    ],
    [
      'e\u0301',
      [
        'UTF-16, little-endian (.NET Encoding.Unicode): ‹e\u0000\u0001\u0003› → hex (Secret)',
        'UTF-16, big-endian: ‹\u0000e\u0003\u0001› → hex (Secret)',
        'UTF-16 with a byte-order mark, little-endian: fffe65000103 → hex (Secret)',
        'UTF-16 with a byte-order mark, big-endian: feff00650301 → hex (Secret)',
        'UTF-8 with a byte-order mark: ‹\ufeffe\u0301› → hex (Secret)',
        'UTF-8 in the normal form NFC: ‹é› → utf8 (Secret)',
        'UTF-8 that was encoded twice: ‹eÌ\u0081› → hex (Secret)',
        'ASCII, with ? for every other character: ‹e?› → hex (Secret)',
        'the low byte of each character: ‹e\u0001› → hex (Secret)',
      ],
    ],
  ])('%j', async (key, tried) => expect(await triedBy('secret-other-charset', TOKEN, key)).toEqual(tried))
  it('tries nothing if it is longer than any real secret', async () => {
    expect(await triedBy('secret-other-charset', TOKEN, 'a'.repeat(4096))).toHaveLength(5)
    expect(await triedBy('secret-other-charset', TOKEN, 'a'.repeat(4097))).toEqual([])
  })
})

describe('tries for values computed from a secret', () => {
  it('its hashes in each form, then its first bytes', async () => {
    const secret = '0123456789'.repeat(7)
    const hashes = ['SHA-256', 'SHA-512', 'MD5', 'SHA-1', 'SHA-384'].flatMap((name) => {
      const digest = createHash(name.replace('-', '')).update(secret).digest()
      const hex = digest.toString('hex')
      return [
        `${name}, bytes: ${hex} → hex (Secret)`,
        ...[
          ['hex', hex],
          ['hex', hex.toUpperCase()],
          ['base64', digest.toString('base64')],
          ['base64url', digest.toString('base64url')],
        ].map(([spelling, text]) => `${name}, ${spelling}: ‹${text}› → utf8 (Secret)`),
      ]
    })
    const beginnings = [64, 48, 32, 24, 16, 8].map((length) => `${length}: ‹${secret.slice(0, length)}› → hex (Secret)`)
    expect(await triedBy('secret-derived', TOKEN, secret)).toEqual([...hashes, ...beginnings])
    // A secret of 8 bytes has no shorter beginning to try.
    expect(await triedBy('secret-derived', TOKEN, '01234567')).toHaveLength(hashes.length)
  })
})
