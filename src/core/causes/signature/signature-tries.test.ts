// Checks which other forms of a signature and which other algorithms are tried.
import { describe, expect, it } from 'vitest'
import { ED25519, P256, RSA } from '../rfc-keys.fixture.ts'
import { jwk, p384 } from '../made-with-node.fixture.ts'
import { attemptsOf, token, triedBy } from '../tried.fixture.ts'

const json = JSON.stringify
const KEY = json(P256)
const der = (r: readonly number[], s: readonly number[]) =>
  Buffer.from([0x30, 4 + r.length + s.length, 2, r.length, ...r, 2, s.length, ...s])
/** This many bytes: 1, 2, 3 … */
const counting = (length: number, from = 1) => Uint8Array.from({ length }, (_, i) => from + i)

describe('tries for the form of a signature', () => {
  it.each<[string, string, string | Uint8Array, string[]]>([
    [
      'signature-hex',
      'HS256',
      '00112233445566778899aabbccddeeff',
      ['yes: signature 00112233445566778899aabbccddeeff → signature (Signature)'],
    ],
    [
      'signature-hex',
      'HS256',
      ' 00112233445566778899aabbccddeeff\n',
      ['yes: signature 00112233445566778899aabbccddeeff → signature (Signature)'],
    ],
    ['signature-hex', 'HS256', '00112233445566778899aabbccddee', []],
    [
      'signature-hex',
      'HS256',
      Buffer.from('abcdefab'.repeat(4), 'base64'),
      ['no: signature abcdefababcdefababcdefababcdefab → signature (Signature)'],
    ],
    ['signature-hex', 'HS256', 'ab'.repeat(2000), []],
    [
      'signature-double-encoded',
      'HS256',
      'eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4',
      [
        '2: signature 787878787878787878787878787878787878787878787878 → signature (Signature)',
        '3: signature c71c71c71c71c71c71c71c71c71c71c71c71 → signature (Signature)',
      ],
    ],
    [
      'signature-double-encoded',
      'HS256',
      ' eHh4 eHh4eHh4\neHh4eHh4-/+= ',
      ['2: signature 787878787878787878787878787878fbff → signature (Signature)'],
    ],
    ['signature-double-encoded', 'HS256', 'eHh4eHh4eHh4eHh4eHh', []],
    ['signature-double-encoded', 'HS256', 'eHh4eHh4eHh4eHh4eHh4===', []],
    ['signature-double-encoded', 'HS256', '!eHh4eHh4eHh4eHh4eHh4eHh4', []],
    [
      'signature-double-encoded',
      'HS256',
      Buffer.from(Buffer.from(Buffer.from('x'.repeat(60)).toString('base64')).toString('base64')).toString('base64'),
      [
        '2: signature 5a55686f4e4756496144526c534767305a55686f4e47564961 … 686f4e4756496144513d (216) → signature (Signature)',
        '3: signature 6548683465486834654868346548683465486834654868346548683465486834654868346548683465486834654868346548683465486834654868346548683465486834654868346548683465486834 → signature (Signature)',
      ],
    ],
    ['signature-der', 'ES256', der([0, 128, 1], [2]), ['10, 64: signature [30 zeros]8001[31 zeros]02 → signature (Signature)']],
    ['signature-der', 'ES256', Buffer.concat([der([1], [2]), Buffer.of(0)]), []],
    ['signature-der', 'ES256', der(Array(33).fill(1), [2]), []],
    ['signature-der', 'ES256', der([], [2]), ['7, 64: signature [63 zeros]02 → signature (Signature)']],
    ['signature-der', 'ES256', der([0], [0, 0, 2]), ['10, 64: signature [63 zeros]02 → signature (Signature)']],
    [
      'signature-der',
      'ES384',
      der([1], [2]),
      [
        '8, 96: signature [47 zeros]01[47 zeros]02 → signature (Signature)',
        '8, 64: signature [31 zeros]01[31 zeros]02 → signature (Signature)',
      ],
    ],
    [
      'signature-der',
      'ES256',
      Uint8Array.of(0x30, 0x81, 6, 2, 1, 1, 2, 1, 2),
      ['9, 64: signature [31 zeros]01[31 zeros]02 → signature (Signature)'],
    ],
    ['signature-der', 'ES256', Uint8Array.of(0x31, 6, 2, 1, 1, 2, 1, 2), []],
    ['signature-der', 'ES256', Uint8Array.of(0x30, 6, 3, 1, 1, 2, 1, 2), []],
    ['signature-der', 'ES256', Uint8Array.of(0x30, 6, 2, 1, 1, 2, 2, 2), []],
    ['signature-der', 'ES256', Uint8Array.of(0x30, 6, 2, 1, 1, 2), []],
    [
      'signature-der',
      'ES256',
      der(Array(8).fill(1), Array(8).fill(2)).toString('hex'),
      ['22, 64: signature [24 zeros]0101010101010101[24 zeros]0202020202020202 → signature (Signature)'],
    ],
    [
      'signature-leading-zeros',
      'ES256',
      counting(63),
      [
        'r, 31, 32: signature 000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f202122232425262728292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f → signature (Signature)',
        's, 31, 32: signature 0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f20002122232425262728292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f → signature (Signature)',
      ],
    ],
    ['signature-leading-zeros', 'ES256', counting(64), []],
    [
      'signature-leading-zeros',
      'ES256',
      Uint8Array.from([0, ...counting(32), 0, ...counting(32, 33)]),
      [
        'r and s, 66, 64: signature 0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f202122232425262728292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f40 → signature (Signature)',
      ],
    ],
    [
      'signature-leading-zeros',
      'ES256',
      Uint8Array.from([0, ...counting(64)]),
      [
        'r, 33, 32: signature 0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f202122232425262728292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f40 → signature (Signature)',
      ],
    ],
    ['signature-leading-zeros', 'ES256', counting(67), []],
    [
      'signature-leading-zeros',
      'ES256',
      counting(60),
      [
        'r, 28, 32: signature [4 zeros]0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f202122232425262728292a2b2c2d2e2f303132333435363738393a3b3c → signature (Signature)',
        'r and s, 60, 64: signature 0000000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d001e1f202122232425262728292a2b2c2d2e2f303132333435363738393a3b3c → signature (Signature)',
        'r and s, 60, 64: signature 00000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e00001f202122232425262728292a2b2c2d2e2f303132333435363738393a3b3c → signature (Signature)',
        'r and s, 60, 64: signature 000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f000000202122232425262728292a2b2c2d2e2f303132333435363738393a3b3c → signature (Signature)',
        's, 28, 32: signature 0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f2[4 zeros]02122232425262728292a2b2c2d2e2f303132333435363738393a3b3c → signature (Signature)',
      ],
    ],
    ['signature-leading-zeros', 'ES256', counting(59), []],
    [
      'signature-leading-zeros',
      'ES256',
      Uint8Array.from([0, ...counting(59)]),
      [
        'r, 28, 32: signature [5 zeros]0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f202122232425262728292a2b2c2d2e2f303132333435363738393a3b → signature (Signature)',
        'r and s, 60, 64: signature [4 zeros]0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c001d1e1f202122232425262728292a2b2c2d2e2f303132333435363738393a3b → signature (Signature)',
        'r and s, 60, 64: signature 0000000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d00001e1f202122232425262728292a2b2c2d2e2f303132333435363738393a3b → signature (Signature)',
        'r and s, 60, 64: signature 00000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e0000001f202122232425262728292a2b2c2d2e2f303132333435363738393a3b → signature (Signature)',
        's, 28, 32: signature 000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f[4 zeros]202122232425262728292a2b2c2d2e2f303132333435363738393a3b → signature (Signature)',
        's, 27, 32: signature 0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f2[5 zeros]02122232425262728292a2b2c2d2e2f303132333435363738393a3b → signature (Signature)',
      ],
    ],
    [
      'signature-leading-zeros',
      'ES384',
      counting(63),
      [
        'r, 31, 32: signature 000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f202122232425262728292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f → signature (Signature)',
        's, 31, 32: signature 0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f20002122232425262728292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f → signature (Signature)',
      ],
    ],
    [
      'signature-order',
      'ES256',
      counting(64),
      [
        'swapped: signature 2122232425262728292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f400102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f20 → signature (Signature)',
        'little: signature 201f1e1d1c1b1a191817161514131211100f0e0d0c0b0a090807060504030201403f3e3d3c3b3a393837363534333231302f2e2d2c2b2a292827262524232221 → signature (Signature)',
        'both: signature 403f3e3d3c3b3a393837363534333231302f2e2d2c2b2a292827262524232221201f1e1d1c1b1a191817161514131211100f0e0d0c0b0a090807060504030201 → signature (Signature)',
      ],
    ],
    ['signature-order', 'ES256', counting(62), []],
    ['signature-order', 'ES256', counting(65), []],
    [
      'signature-order',
      'ES512',
      counting(132),
      [
        'swapped: signature 434445464748494a4b4c4d4e4f505152535455565758595a5b … 393a3b3c3d3e3f404142 (264) → signature (Signature)',
        'little: signature 4241403f3e3d3c3b3a393837363534333231302f2e2d2c2b2a … 4c4b4a49484746454443 (264) → signature (Signature)',
        'both: signature 84838281807f7e7d7c7b7a797877767574737271706f6e6d6c … 0a090807060504030201 (264) → signature (Signature)',
      ],
    ],
    ['signature-order', 'ES512', counting(134), []],
    [
      'signature-curve-length',
      'ES256',
      counting(32),
      ['32, 64: signature [16 zeros]0102030405060708090a0b0c0d0e0f1[16 zeros]01112131415161718191a1b1c1d1e1f20 → signature (Signature)'],
    ],
    ['signature-curve-length', 'ES256', counting(30), []],
    ['signature-curve-length', 'ES256', counting(33), []],
    [
      'signature-curve-length',
      'ES384',
      counting(64),
      [
        'ES256, P-256, ES384: as ES256 SHA-256 (Algorithm)',
        '64, 96: signature [16 zeros]0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f2[16 zeros]02122232425262728292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f40 → signature (Signature)',
      ],
    ],
    [
      'signature-curve-length',
      'ES256',
      Uint8Array.from([...Array(96).fill(0), ...counting(32), ...Array(96).fill(0), ...counting(32)]),
      [
        '256, 64: signature 0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f200102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f20 → signature (Signature)',
      ],
    ],
    [
      'signature-curve-length',
      'ES256',
      Uint8Array.from([...Array(97).fill(0), ...counting(32), ...Array(97).fill(0), ...counting(32)]),
      [],
    ],
    ['signature-truncated', 'HS256', counting(16), []],
  ])('%s of %s: %j', async (cause, alg, signature, tried) => {
    expect(await triedBy(cause, token(`{"alg":"${alg}"}`, '{}', signature), KEY)).toEqual(tried)
  })
  it('to the length of the key’s curve as well as the header’s', async () => {
    const key = json(jwk(p384.publicKey))
    const lengths = async (cause: string, alg: string, bytes: number) =>
      (await attemptsOf(cause, token(`{"alg":"${alg}"}`, '{}', counting(bytes)), key)).map(({ args }) => args['expected'] ?? args['as'])
    expect(await lengths('signature-curve-length', 'ES256', 64)).toEqual(['ES384', 96])
    expect(await lengths('signature-curve-length', 'ES256', 96)).toEqual(['ES384'])
    expect(await lengths('signature-leading-zeros', 'ES256', 95)).toEqual([48, 48])
  })
  it.each<[number, string[]]>([
    [
      255,
      [
        'the signature, 255, 256: signature 00010101010101010101010101010101010101010101010101 … 01010101010101010101 (512) → signature (Signature)',
      ],
    ],
    [256, []],
    [257, []],
    [
      249,
      [
        'the signature, 249, 256: signature [7 zeros]01010101010101010101010101010101010101010 … 01010101010101010101 (507) → signature (Signature)',
      ],
    ],
    [248, []],
  ])('signature-leading-zeros of RS256 with %d bytes', async (length, tried) => {
    expect(await triedBy('signature-leading-zeros', token('{"alg":"RS256"}', '{}', new Uint8Array(length).fill(1)), json(RSA))).toEqual(
      tried,
    )
  })
})

describe('tries for the algorithm', () => {
  it.each<[string, string, string, string[]]>([
    ['alg-other-hash', 'HS256', 'k', ['HS256, HS384: as HS384 SHA-384 (Algorithm)', 'HS256, HS512: as HS512 SHA-512 (Algorithm)']],
    ['alg-other-hash', 'ES256', json(P256), ['ES256, SHA-384: as ES256 SHA-384 (Hash)', 'ES256, SHA-512: as ES256 SHA-512 (Hash)']],
    ['alg-other-hash', 'ES256K', json(P256), []],
    [
      'alg-other-hash',
      'PS384',
      json(RSA),
      ['PS384, PS256: as PS256 SHA-256 salt 32 (Algorithm)', 'PS384, PS512: as PS512 SHA-512 salt 64 (Algorithm)'],
    ],
    ['alg-other-hash', 'EdDSA', json(RSA), []],
    [
      'alg-rs-ps',
      'RS384',
      'k',
      [
        'RS384, PS384: as PS384 SHA-384 salt 48 (Algorithm)',
        'RS384, PS256: as PS256 SHA-256 salt 32 (Algorithm)',
        'RS384, PS512: as PS512 SHA-512 salt 64 (Algorithm)',
      ],
    ],
    [
      'alg-rs-ps',
      'PS256',
      'k',
      [
        'PS256, RS256: as RS256 SHA-256 (Algorithm)',
        'PS256, RS384: as RS384 SHA-384 (Algorithm)',
        'PS256, RS512: as RS512 SHA-512 (Algorithm)',
      ],
    ],
    ['alg-rs-ps', 'ES256', 'k', []],
    [
      'pss-salt-length',
      'RS384',
      json(RSA),
      [
        'RS384, PS384, 0, 48: as PS384 SHA-384 salt 0 (Algorithm)',
        'RS384, PS384, 20, 48: as PS384 SHA-384 salt 20 (Algorithm)',
        'RS384, PS384, 206, 48: as PS384 SHA-384 salt 206 (Algorithm)',
        'RS384, PS384, 32, 48: as PS384 SHA-384 salt 32 (Algorithm)',
        'RS384, PS384, 64, 48: as PS384 SHA-384 salt 64 (Algorithm)',
        'RS384, PS256, 0, 32: as PS256 SHA-256 salt 0 (Algorithm)',
        'RS384, PS256, 20, 32: as PS256 SHA-256 salt 20 (Algorithm)',
        'RS384, PS256, 222, 32: as PS256 SHA-256 salt 222 (Algorithm)',
        'RS384, PS256, 48, 32: as PS256 SHA-256 salt 48 (Algorithm)',
        'RS384, PS256, 64, 32: as PS256 SHA-256 salt 64 (Algorithm)',
        'RS384, PS512, 0, 64: as PS512 SHA-512 salt 0 (Algorithm)',
        'RS384, PS512, 20, 64: as PS512 SHA-512 salt 20 (Algorithm)',
        'RS384, PS512, 190, 64: as PS512 SHA-512 salt 190 (Algorithm)',
        'RS384, PS512, 32, 64: as PS512 SHA-512 salt 32 (Algorithm)',
        'RS384, PS512, 48, 64: as PS512 SHA-512 salt 48 (Algorithm)',
      ],
    ],
    ['pss-salt-length', 'RS256', json(P256), []],
    ['pss-salt-length', 'ES256', json(RSA), []],
    [
      'alg-other-family',
      'ES256',
      'k',
      [
        'ES256, HS256, secret: as HS256 SHA-256 (Algorithm)',
        'ES256, HS384, secret: as HS384 SHA-384 (Algorithm)',
        'ES256, HS512, secret: as HS512 SHA-512 (Algorithm)',
      ],
    ],
    ['alg-other-family', 'HS256', json(P256), ['HS256, ES256, key: as ES256 SHA-256 (Algorithm)']],
    [
      'alg-other-family',
      'ES256',
      json(RSA),
      [
        'ES256, RS256, key: as RS256 SHA-256 (Algorithm)',
        'ES256, RS384, key: as RS384 SHA-384 (Algorithm)',
        'ES256, RS512, key: as RS512 SHA-512 (Algorithm)',
        'ES256, PS256, key: as PS256 SHA-256 salt 32 (Algorithm)',
        'ES256, PS384, key: as PS384 SHA-384 salt 48 (Algorithm)',
        'ES256, PS512, key: as PS512 SHA-512 salt 64 (Algorithm)',
      ],
    ],
    [
      'alg-other-family',
      'what',
      'k',
      [
        'what, HS256, secret: as HS256 SHA-256 (Algorithm)',
        'what, HS384, secret: as HS384 SHA-384 (Algorithm)',
        'what, HS512, secret: as HS512 SHA-512 (Algorithm)',
      ],
    ],
    ['alg-eddsa-name', 'Ed448', json(ED25519), ['Ed448, Ed25519: as Ed25519 (Algorithm)']],
    ['alg-eddsa-name', 'Ed25519', json(ED25519), []],
    ['alg-eddsa-name', 'EdDSA', json(ED25519), ['EdDSA, Ed25519: as Ed25519 (Algorithm)']],
    ['alg-eddsa-name', 'EdDSA', json(P256), []],
  ])('%s for %s with %s', async (cause, alg, key, tried) => {
    expect(await triedBy(cause, token(`{"alg":"${alg}"}`, '{"iss":"https://a/","iat":1516239022}', 'x'.repeat(64)), key)).toEqual(tried)
  })
})
