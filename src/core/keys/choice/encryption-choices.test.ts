// Exactly the algorithms that a key can encrypt with are offered, the default first.
import { describe, expect, it } from 'vitest'
import { contentEncryptionByName } from '../../algorithms/encryption-algorithms.ts'
import { contentChoices, encryptionChoices } from './encryption-choices.ts'
import { readKey } from '../read/read-key.ts'

const RSA = '{"kty":"RSA","n":"' + Buffer.alloc(256, 0xc1).toString('base64url') + '","e":"AQAB"}'
const P256 =
  '{"kty":"EC","crv":"P-256","x":"MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4","y":"4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM"}'
const ED25519 = '{"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}'
const secret = (bytes: number) => JSON.stringify({ kty: 'oct', k: Buffer.alloc(bytes, 7).toString('base64url') })

const names = async (key: string, enc: string) =>
  encryptionChoices(await readKey(key), contentEncryptionByName(enc)!).map(({ name }) => name)

describe('the algorithms that are offered', () => {
  it.each([
    ['an RSA key', RSA, ['RSA-OAEP-256', 'RSA-OAEP', 'RSA-OAEP-384', 'RSA-OAEP-512']],
    ['a key on P-256', P256, ['ECDH-ES+A256KW', 'ECDH-ES', 'ECDH-ES+A128KW', 'ECDH-ES+A192KW']],
    ['a shared key of 16 bytes', secret(16), ['A128KW', 'PBES2-HS512+A256KW', 'A128GCMKW', 'PBES2-HS256+A128KW', 'PBES2-HS384+A192KW']],
    ['a password', 'open sesame', ['PBES2-HS512+A256KW', 'PBES2-HS256+A128KW', 'PBES2-HS384+A192KW']],
    ['a key that only signs', ED25519, []],
    ['no key', '', []],
  ])('for %s', async (_, key, offered) => {
    expect(await names(key, 'A256GCM')).toEqual(offered)
  })

  it('have “dir” among them where the key is as long as the content encryption requires', async () => {
    expect(await names(secret(32), 'A256GCM')).toContain('dir')
    expect(await names(secret(32), 'A128CBC-HS256')).toContain('dir')
    expect(await names(secret(32), 'A128GCM')).not.toContain('dir')
  })

  it('go with every content encryption before there is a key', async () => {
    expect(contentChoices(await readKey(''))).toHaveLength(6)
    expect(contentChoices(await readKey(ED25519))).toHaveLength(0)
  })
})
