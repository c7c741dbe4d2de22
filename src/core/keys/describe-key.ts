// Describes a key to the person who pasted it in one short phrase that contains none of its text.
import type { Armor, KeyFormat, KeyMaterial } from './key-material.ts'

const FORMATS: Record<KeyFormat, string> = {
  'secret-utf8': 'UTF-8',
  'secret-base64url': 'base64url',
  'secret-base64': 'base64',
  'secret-hex': 'hex',
  jwk: 'JWK',
  spki: 'SPKI',
  pkcs8: 'PKCS#8',
  'pkcs8-encrypted': 'encrypted PKCS#8',
  'pkcs1-public': 'PKCS#1',
  'pkcs1-private': 'PKCS#1',
  sec1: 'SEC1',
  x509: 'X.509 certificate',
  openssh: 'OpenSSH',
}
const ARMORS: Record<Exclude<Armor, undefined>, string> = { pem: ' PEM', base64: ' DER in base64', hex: ' DER in hex' }

/** "RSA public key, 2048 bits, PKCS#1 PEM", "EC P-256 private key, JWK", "UTF-8 secret, 160 bits". Sizes in bits. */
export function describeKey(key: KeyMaterial): string {
  if (key.kind === 'secret') {
    const encoding = key.format.startsWith('secret-') ? `${FORMATS[key.format]} secret` : 'Secret'
    return `${encoding}, ${key.bits} bits${key.format === 'jwk' ? ', JWK' : ''}`
  }
  const size = key.type === 'RSA' ? `, ${key.bits} bits` : ''
  return `${capitalized(typeName(key))} ${key.kind} key${size}, ${FORMATS[key.format]}${key.armor ? ARMORS[key.armor] : ''}`
}

/** "an EC P-256 public key", "a shared secret": for use within a sentence. */
export function keyPhrase(key: KeyMaterial): string {
  return key.kind === 'secret' ? 'a shared secret' : withArticle(`${typeName(key)} ${key.kind} key`)
}

/** "RSA", "EC P-256", "Ed25519", "ML-DSA-44". */
export function typeName(key: KeyMaterial): string {
  switch (key.type) {
    case 'EC':
      return `EC ${key.curve}`
    case 'OKP':
      return key.curve ?? 'OKP'
    case 'AKP':
      return key.jwk.alg ?? 'AKP'
    default:
      return key.type
  }
}

/** Puts the right article before a phrase: "an RSA key", "an EC key", "an ML-DSA key", "a P-256 key", "an X25519 key". */
export function withArticle(phrase: string): string {
  return `${/^(?:[aeio]|RSA|EC|Ed|ML|X|H|A|O)/.test(phrase) ? 'an' : 'a'} ${phrase}`
}

function capitalized(phrase: string): string {
  return phrase.charAt(0).toUpperCase() + phrase.slice(1)
}
