// Reads JSON in the key box: a JWK, a JWK Set (RFC 7517 section 5), a bare array of JWKs, or a metadata document that only points at keys.
import { Budget } from '../../budget.ts'
import { lineAndColumn, membersByName, parseJson, type JsonNode, type JsonObject } from '../../text/json.ts'
import { inTurn, tooManyKeys } from '../in-turn.ts'
import { readJwk } from './jwk.ts'
import { note, problem, type KeyNote, type KeyProblem, type ReadKey } from '../key-material.ts'

export interface JsonKeys {
  readonly kind: 'key' | 'key-set'
  readonly results: readonly ReadKey[]
  readonly notes: readonly KeyNote[]
  readonly problem: KeyProblem | undefined
}

/**
 * Reads JSON key text; undefined if the text is not JSON that contains keys (then it may be a secret). Skips a member of a set that is
 * not a recognized key, with a note (RFC 7517 section 5).
 */
export async function readJsonKeys(text: string, budget = new Budget()): Promise<JsonKeys | undefined> {
  const trimmed = text.replace(/^\uFEFF/, '').trim()
  if (!/^[{[]/.test(trimmed)) return undefined
  const document = parseJson(trimmed)
  const root = document.root
  const members = membersByName(root)
  const speaksOfKeys = members.has('kty') || members.has('keys') || members.has('jwks_uri') || members.has('jwks') || isKeyArray(root)
  if (!document.valid) {
    if (!speaksOfKeys && !/"kty"|"keys"|"jwks_uri"/.test(trimmed)) return undefined
    const at = lineAndColumn(trimmed, document.errors[0]?.from ?? 0)
    const found = `JSON that is cut off or damaged at line ${at.line}, column ${at.column}`
    return failed(problem('key-json-damaged', found, 'one complete JSON value', 'copy the whole key again', at))
  }
  if (!root || !speaksOfKeys) return undefined
  if (members.has('kty') && root.type === 'object')
    return { kind: 'key', results: [await readWithCertificate(root)], notes: [], problem: undefined }
  const bare = root.type === 'array'
  const keys = bare ? root : (members.get('keys') ?? membersByName(members.get('jwks')).get('keys'))
  if (keys?.type === 'array') return readSet(keys.items, bare ? [note('jwks-bare-array')] : [], budget)
  const jwksUri = members.get('jwks_uri')
  if (jwksUri?.type === 'string') {
    const action = `open ${jwksUri.value} and paste the keys it returns`
    return failed(
      problem(
        'key-discovery-document',
        'a metadata document, which says where the keys are but contains none',
        'the keys themselves',
        action,
        {
          jwksUri: jwksUri.value,
        },
      ),
    )
  }
  return failed(problem('key-set-empty', '“keys” that isn’t an array', 'an array of JWKs', 'paste the whole JWK Set'))
}

const MOST_STARTS = 20

/** The JSON with keys inside a longer text: after headers or a log prefix, or written as a JSON string. */
export function jsonInside(text: string): string | undefined {
  const trimmed = text.trim()
  if (!/"(?:kty|keys)\\?"/.test(trimmed) || parsed(trimmed) instanceof Object) return undefined
  const string = parsed(trimmed)
  if (typeof string === 'string') return string
  const end = Math.max(trimmed.lastIndexOf('}'), trimmed.lastIndexOf(']')) + 1
  for (const { index } of [...trimmed.matchAll(/[{[]/g)].slice(0, MOST_STARTS)) {
    const part = trimmed.slice(index, end)
    if (parsed(part) instanceof Object) return part
  }
  return undefined
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

async function readSet(items: readonly JsonNode[], start: readonly KeyNote[], budget: Budget): Promise<JsonKeys> {
  const results: ReadKey[] = []
  const notes = [...start]
  const read = await inTurn(items, budget, (item) => (item.type === 'object' ? readWithCertificate(item) : undefined))
  if (!read) return failed(tooManyKeys())
  for (const [position, result] of read.entries()) {
    if (result?.key) results.push(result)
    else notes.push(note('jwks-key-skipped', { position: position + 1, reason: result?.problem.found ?? 'not a JSON object' }))
  }
  if (results.length === 0) {
    const found =
      items.length === 0
        ? 'a JWK Set without keys'
        : `a JWK Set with ${items.length} ${items.length === 1 ? 'entry' : 'entries'} but no recognized key`
    return { ...failed(problem('key-set-empty', found, 'at least one RSA, EC, OKP, AKP or oct key', 'paste another set')), notes }
  }
  return { kind: 'key-set', results, notes, problem: undefined }
}

/** "x5c" is ASN.1, whose reader is loaded only if there is one. */
async function readWithCertificate(node: JsonObject): Promise<ReadKey> {
  const members = membersByName(node)
  const result = readJwk(node)
  return members.has('x5c') ? (await import('./jwk-certificate.ts')).withCertificate(result, members) : result
}

function failed(what: KeyProblem): JsonKeys {
  return { kind: 'key', results: [], notes: [], problem: what }
}

function isKeyArray(node: JsonNode | undefined): boolean {
  return node?.type === 'array' && node.items.some((item) => membersByName(item).has('kty'))
}
