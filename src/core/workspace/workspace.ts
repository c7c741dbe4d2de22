// Writes and reads the workspace, which saves keys, expectations and settings as versioned JSON.
import { decodeExpectations, encodeExpectations, type Expectations } from '../expectations/expectations.ts'
import { problemInWords } from '../keys/problem-in-words.ts'
import { certificateOf, type KeyMaterial } from '../keys/key-material.ts'
import { exportJwk } from '../keys/make/export-key.ts'
import { readKey } from '../keys/read/read-key.ts'
import { encodeBase64 } from '../text/base64.ts'
import { quoted } from '../text/quoted.ts'

export interface NamedKey {
  readonly name: string
  readonly key: KeyMaterial
}

export interface Workspace {
  readonly keys: readonly NamedKey[]
  /** Without anything that came with one token, which would be a secret of that token. */
  readonly expectations: Expectations
  /** Undefined if the system's theme is used. */
  readonly theme: 'light' | 'dark' | undefined
}

export interface WorkspaceRead extends Workspace {
  /** Why entries of the file were left out, one sentence each. */
  readonly skipped: readonly string[]
}

/** Identifies the file. */
const FORMAT = 'jwt-workspace'
const VERSION = 1
/** The most keys to read; no one's workspace has more. */
const MOST_KEYS = 1_000

/** The workspace as JSON text: `{ format, version, keys: [{ name, jwk }], expectations, settings }`, the expectations as in a link. */
export function writeWorkspace({ keys, expectations, theme }: Workspace): string {
  return JSON.stringify({
    format: FORMAT,
    version: VERSION,
    keys: keys.map(({ name, key }) => ({ name, jwk: wholeJwk(key) })),
    expectations: encodeExpectations(expectations),
    settings: { ...(theme && { theme }) },
  })
}

/** Everything that a JWK can say about a key (RFC 7517 section 4). */
function wholeJwk(key: KeyMaterial): Record<string, unknown> {
  const certificate = certificateOf(key)
  return {
    ...exportJwk(key, 'whole'),
    ...(key.keyOps && { key_ops: key.keyOps }),
    ...(certificate && { x5c: [encodeBase64(certificate.der)] }),
  }
}

/** Reads the JSON text of a workspace, or says in a sentence why it is refused. Never throws. */
export async function readWorkspace(text: string): Promise<WorkspaceRead | { readonly refusal: string }> {
  const file = objectOf(parsed(text))
  if (file?.['format'] !== FORMAT) return { refusal: 'This file doesn’t contain a workspace.' }
  if (file['version'] !== VERSION)
    return { refusal: `This workspace file has another version (${quoted(String(file['version']))}). This page reads version ${VERSION}.` }
  const entries = Array.isArray(file['keys']) ? (file['keys'] as unknown[]) : []
  const keys: NamedKey[] = []
  const skipped: string[] = []
  for (const [index, value] of entries.slice(0, MOST_KEYS).entries()) {
    const entry = objectOf(value)
    const name = typeof entry?.['name'] === 'string' && entry['name'].trim() !== '' ? entry['name'].slice(0, 80) : `Key ${index + 1}`
    const jwk = objectOf(entry?.['jwk'])
    const reading = jwk && (await readKey(JSON.stringify(jwk)))
    const key = reading?.kind === 'key' ? reading.keys[0] : undefined
    if (key) keys.push({ name, key })
    else skipped.push(`${quoted(name)} was left out. ${reading?.problem ? problemInWords(reading.problem) : 'It isn’t a JWK.'}`)
  }
  if (entries.length > MOST_KEYS) skipped.push(`Only the first ${MOST_KEYS} keys were read.`)
  const theme = objectOf(file['settings'])?.['theme']
  const expectations = typeof file['expectations'] === 'string' ? decodeExpectations(file['expectations']) : {}
  return { keys, expectations, theme: theme === 'light' || theme === 'dark' ? theme : undefined, skipped }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function objectOf(value: unknown): Record<string, unknown> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : undefined
}
