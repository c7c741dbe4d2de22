// Reads the vector files for tests: their cases, their keys as key text, and a bare splitting of their tokens that judges nothing.
import { readdirSync, readFileSync } from 'node:fs'
import { decodeBase64url } from '../text/base64url.ts'
import type { KeyReading } from '../keys/key-material.ts'
import { readKey } from '../keys/read/read-key.ts'
import type { VerifyInput } from '../crypto/verify.ts'

export interface VectorKey {
  readonly kind: string
  readonly format: string
  readonly value: unknown
}

export interface VectorCase {
  readonly id: string
  readonly comment: string
  readonly type: string
  readonly token?: string
  readonly jws_json?: Record<string, unknown>
  readonly jwe_json?: Record<string, unknown>
  readonly input?: string
  readonly text?: string
  readonly bytes_b64?: string
  readonly jwk?: Record<string, unknown>
  readonly jwks?: Record<string, unknown>
  readonly hash?: string
  readonly key?: VectorKey | null
  readonly keys?: readonly VectorKey[]
  readonly private_key?: VectorKey
  readonly detached_payload?: { readonly format: string; readonly value: string }
  readonly alg?: string
  readonly enc?: string
  readonly expected: Record<string, unknown> & { readonly verdict: string }
}

/** The cases of one file. */
export function vectorCases(name: string): VectorCase[] {
  const file = JSON.parse(readFileSync(new URL(`${name}.json`, import.meta.url), 'utf8')) as { cases: VectorCase[] }
  return file.cases
}

/** The names of all files. */
export function vectorFiles(): string[] {
  return readdirSync(new URL('.', import.meta.url))
    .filter((name) => name.endsWith('.json'))
    .map((name) => name.slice(0, -'.json'.length))
}

/** Reads the key of a case as a person would paste it. */
export function readVectorKey(key: VectorKey, alg: string | undefined): Promise<KeyReading> {
  const isText = key.format === 'utf8' || key.format === 'base64url'
  const text = typeof key.value === 'string' ? key.value : JSON.stringify(key.value)
  return readKey(text, { alg, ...(isText ? { secretEncoding: key.format as 'utf8' | 'base64url' } : {}) })
}

export interface SplitSignature {
  readonly header: Record<string, unknown>
  readonly input: VerifyInput
}

const UNDERSTOOD = new Set(['b64'])

/** The signatures of a compact or JSON serialization; throws on what is none, as this is for tests only. */
export function splitJws(vector: VectorCase): SplitSignature[] {
  if (vector.token !== undefined) {
    const [header, payload, signature] = vector.token.split('.')
    return [splitOne(header!, {}, payload!, signature!, vector)]
  }
  const json = vector.jws_json!
  const signatures = (json['signatures'] ?? [json]) as { protected?: string; header?: Record<string, unknown>; signature: string }[]
  return signatures.map((one) => splitOne(one.protected ?? '', one.header ?? {}, (json['payload'] as string | undefined) ?? '', one.signature, vector))
}

function splitOne(head: string, unprotected: Record<string, unknown>, payload: string, signature: string, vector: VectorCase): SplitSignature {
  const decoded = head === '' ? {} : (JSON.parse(new TextDecoder().decode(decodeBase64url(head).bytes)) as Record<string, unknown>)
  const header = { ...unprotected, ...decoded }
  const crit = decoded['crit']
  const names = Array.isArray(crit) ? (crit as string[]) : []
  const raw = names.includes('b64') && decoded['b64'] === false
  const text = new TextEncoder()
  const detached = vector.detached_payload
  let content: Uint8Array = text.encode(payload)
  if (detached) {
    const bytes = detached.format === 'utf8' ? text.encode(detached.value) : decodeBase64url(detached.value).bytes
    content = raw ? bytes : text.encode(Buffer.from(bytes).toString('base64url'))
  }
  const decoding = decodeBase64url(signature)
  const isBase64url = decoding.defects.every((defect) => defect.kind === 'spare-bits')
  const signed = { signingInput: new Uint8Array(Buffer.concat([text.encode(`${head}.`), content])), signature: decoding.bytes }
  return {
    header,
    input: {
      alg: typeof header['alg'] === 'string' ? header['alg'] : undefined,
      kid: typeof header['kid'] === 'string' ? header['kid'] : undefined,
      unknownCritical: names.filter((name) => !UNDERSTOOD.has(name)),
      critMalformed: crit !== undefined && (!Array.isArray(crit) || crit.length === 0),
      strayB64: header['b64'] === false && !names.includes('b64'),
      ...signed,
      doubt: isBase64url ? undefined : { why: { reason: 'not-base64url', segment: 'signature' }, settles: 'when-asked', asBase64url: signed },
    },
  }
}
