// The forms in which a key can be copied or downloaded, with their text and file names.
import { decodeBase64url } from '../../core/text/base64url.ts'
import { exportJwk, exportJwkSet, exportPem, type KeyPart } from '../../core/keys/make/export-key.ts'
import type { KeyMaterial } from '../../core/keys/key-material.ts'
import { withoutTrailing } from '../../core/text/characters.ts'
import { encodeHex } from '../../core/text/bytes.ts'

export type KeyForm = 'jwk' | 'jwks' | 'pem' | 'base64url' | 'base64' | 'hex'

interface FormFacts {
  readonly label: string
  readonly extension: string
  readonly type: string
}

export const FORMS: Record<KeyForm, FormFacts> = {
  jwk: { label: 'JWK', extension: 'jwk.json', type: 'application/jwk+json' },
  jwks: { label: 'JWK Set', extension: 'jwks.json', type: 'application/jwk-set+json' },
  pem: { label: 'PEM', extension: 'pem', type: 'application/x-pem-file' },
  base64url: { label: 'base64url', extension: 'txt', type: 'text/plain' },
  base64: { label: 'base64', extension: 'txt', type: 'text/plain' },
  hex: { label: 'hex', extension: 'txt', type: 'text/plain' },
}

/** PEM has no form for shared secrets; a secret is offered as encoded bytes instead. */
export function formsOf(key: KeyMaterial): readonly KeyForm[] {
  return key.kind === 'secret' ? ['jwk', 'jwks', 'base64url', 'base64', 'hex'] : ['jwk', 'jwks', 'pem']
}

/** The halves that a key offers: `whole` includes the private half or the secret. */
export function keyParts(key: KeyMaterial): readonly KeyPart[] {
  return key.kind === 'private' ? ['public', 'whole'] : key.kind === 'secret' ? ['whole'] : ['public']
}

/** The text of a key; ends with a line break where files of that form do. */
export async function keyText(key: KeyMaterial, part: KeyPart, form: KeyForm): Promise<string> {
  switch (form) {
    case 'jwk':
      return `${JSON.stringify(exportJwk(key, part), null, 2)}\n`
    case 'jwks':
      return `${JSON.stringify(exportJwkSet([key], part), null, 2)}\n`
    case 'pem':
      return (await exportPem(key, part)) ?? ''
    case 'base64url':
      return key.jwk.k ?? ''
    case 'base64': {
      const text = (key.jwk.k ?? '').replaceAll('-', '+').replaceAll('_', '/')
      return text.padEnd(Math.ceil(text.length / 4) * 4, '=')
    }
    case 'hex':
      return encodeHex(decodeBase64url(key.jwk.k ?? '').bytes)
  }
}

/** "payroll-2026.public.pem": keeps only the characters of a name that every file system accepts. */
export function fileName(name: string, part: KeyPart, form: KeyForm, kind: KeyMaterial['kind']): string {
  const stem = withoutTrailing(name.replace(/[^A-Za-z0-9_-]+/g, '-').replace(/^-+/, ''), '-') || 'key'
  const half = kind === 'secret' ? 'secret' : part === 'public' ? 'public' : 'private'
  return `${stem}.${half}.${FORMS[form].extension}`
}
