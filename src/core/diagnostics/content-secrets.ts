// Rules about secrets that travel in the clear: a payload is signed, not hidden.
import type { JsonNode } from '../json.ts'
import { source } from '../source.ts'
import type { Place } from '../span.ts'
import type { Diagnostic, DiagnosticContext } from './diagnostic.ts'
import { inHeader, inPayload, leavesOf, memberOf, payloadObject, type Leaf } from './payload.ts'
import { findSecret, isPasswordHash, isPrivatePem, mask } from './secret-patterns.ts'
import { shown } from './shown.ts'

interface Placed extends Leaf {
  readonly place: Place
  readonly in: 'header' | 'payload'
}

/** Every text and number of the payload, then of the header. */
function* leaves(context: DiagnosticContext): Iterable<Placed> {
  for (const leaf of leavesOf(payloadObject(context))) yield { ...leaf, place: inPayload(leaf.node), in: 'payload' }
  const header = context.token.header.decoded.json
  if (header.valid && header.root?.type === 'object') for (const leaf of leavesOf(header.root)) yield { ...leaf, place: inHeader(leaf.node), in: 'header' }
}

/** The words of a name: `user_password`, `userPassword` and `user-password` have two. */
function lastWord(name: string): string {
  return (name.length > 80 ? '' : name.replace(/([a-z])([A-Z])/g, '$1_$2').split(/[^A-Za-z0-9]+/).pop() ?? '').toLowerCase()
}

const PASSWORD = /^(?:pass|passwd|password|passphrase|pwd|pin|pincode|secret|otp|\w{0,20}password|clientsecret)$/
const HASH_NAME = /pass(?:word|wd)?_?-?(?:hash|digest|md5|sha)|pw_?(?:hash|d_?hash)|hashed_?pass/i

export const contentSecrets: readonly Diagnostic[] = [
  {
    id: 'data-password',
    severity: 'error',
    source: [source('CWE-312', 'https://cwe.mitre.org/data/definitions/312.html')],
    message: ({ name }) => `A password travels in the clear in \`${name}\`.`,
    why: 'A signed token is readable by everyone who sees it: browsers, proxies, logs.',
    fix: 'Take it out, and change the password.',
    *check(context) {
      for (const { name, path, node, place } of leaves(context)) {
        const word = lastWord(name)
        if (!PASSWORD.test(word) || (node.type !== 'string' && word !== 'pin' && word !== 'otp')) continue
        const value = node.type === 'string' ? node.value : '0000'
        // A value that points elsewhere, or hides one already, is no password.
        if (value.trim().length < 3 || value.length > 256 || /^(?:https?:|\*+$|true$|false$|none$|null$|required$)/i.test(value) || isPasswordHash(value)) continue
        yield { place, args: { name: shown(path) } }
      }
    },
  },
  {
    id: 'data-password-hash',
    severity: 'error',
    source: [source('CWE-916', 'https://cwe.mitre.org/data/definitions/916.html')],
    message: ({ name }) => `A password's hash travels in \`${name}\`.`,
    why: 'Whoever sees the token can guess the password offline, at billions of tries a second.',
    fix: 'Take it out: a hash belongs into the database alone.',
    *check(context) {
      for (const { name, path, node, place } of leaves(context)) {
        if (node.type !== 'string' || node.value.length > 512) continue
        if (isPasswordHash(node.value) || (name.length < 80 && HASH_NAME.test(name) && /^(?:[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64}|[0-9a-f]{128})$/i.test(node.value))) {
          yield { place, args: { name: shown(path) } }
        }
      }
    },
  },
  {
    id: 'data-private-key',
    severity: 'error',
    source: [source('RFC 7517 section 9.2')],
    message: ({ name }) => `A private key travels in \`${name}\`.`,
    why: 'Everyone who sees the token holds the key.',
    fix: 'Take it out, and replace the key everywhere.',
    *check(context) {
      for (const { path, node, place } of leaves(context)) if (node.type === 'string' && isPrivatePem(node.value)) yield { place, args: { name: shown(path) } }
      const root = payloadObject(context)
      const stack: { node: JsonNode; path: string }[] = root ? [{ node: root, path: 'payload' }] : []
      for (let next = stack.pop(); next; next = stack.pop()) {
        const { node, path } = next
        if (node.type === 'array') for (const item of node.items) stack.push({ node: item, path })
        if (node.type !== 'object') continue
        const kty = memberOf(node, 'kty')?.value
        const secret = memberOf(node, kty?.type === 'string' && kty.value === 'oct' ? 'k' : 'd') ?? memberOf(node, 'priv')
        if (kty?.type === 'string' && secret?.value.type === 'string') yield { place: inPayload(secret), args: { name: shown(path) } }
        for (const member of node.members) stack.push({ node: member.value, path: member.name })
      }
    },
  },
  {
    id: 'data-api-key',
    severity: 'error',
    source: [source('CWE-312', 'https://cwe.mitre.org/data/definitions/312.html')],
    message: ({ kind, name, masked }) => `\`${name}\` holds ${kind}: \`${masked}\`.`,
    why: 'It works for everyone who sees the token. It was recognised by its shape, here on this page.',
    fix: 'Revoke the credential, and keep it on the server.',
    *check(context) {
      for (const { path, node, place } of leaves(context)) {
        const secret = node.type === 'string' ? findSecret(node.value) : undefined
        if (secret) yield { place, args: { kind: secret.kind, name: shown(path), masked: shown(secret.masked) } }
      }
    },
  },
  {
    id: 'data-nested-token',
    severity: 'warning',
    source: [source('RFC 8725 section 2.8')],
    message: ({ name, masked }) => `Another token inside \`${name}\`: \`${masked}\`.`,
    why: 'Whoever sees this token can use that one too, and it lives by its own rules.',
    fix: 'Hand it over on its own, or keep it on the server.',
    *check(context) {
      for (const { path, node, place } of leaves(context)) {
        if (node.type !== 'string' || node.value.length < 24) continue
        const { value } = node
        const token = /^\s*e[wy][A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{2,}\.[A-Za-z0-9_-]*(?:\.[A-Za-z0-9_-]*){0,2}\s*$/.test(value) || /^(?:ya29\.[\w-]{20,}|1\/\/0[\w-]{20,})$/.test(value)
        if (token) yield { place, args: { name: shown(path), masked: mask(value.trim()) } }
      }
    },
  },
  {
    id: 'data-injection',
    severity: 'warning',
    source: [source('RFC 8725 section 3.10')],
    message: ({ name, kind }) => `\`${name}\` holds ${kind}.`,
    why: 'Someone tests whether claims reach a page, a query or a template as they are.',
    fix: 'Treat every claim as input: escape it where it is used.',
    *check(context) {
      for (const { path, node } of leavesOf(payloadObject(context))) {
        if (node.type !== 'string' || node.value.length < 5) continue
        const kind = injection(node.value)
        if (kind) yield { place: inPayload(node), args: { name: shown(path), kind } }
      }
    },
  },
]

function injection(value: string): string | undefined {
  if (/<script\b|<img\s[^>]{0,80}\bonerror\s*=|javascript:[^\s]/i.test(value)) return 'script for a page'
  if (/['"]\s{0,5}(?:or|and)\s{1,5}['"]?\w{1,20}['"]?\s{0,5}=|['"]\s{0,5};\s{0,5}drop\s|\bunion\s{1,5}(?:all\s{1,5})?select\b/i.test(value)) return 'SQL'
  if (/\$\{(?:jndi|env|sys|lower|upper):/i.test(value)) return 'a lookup for Log4j'
  if (/(?:^|[/\\=])\.\.[/\\]/.test(value)) return 'a path that climbs out of its folder'
  if (/\{\{\s{0,5}\d{1,6}\s{0,5}\*\s{0,5}\d{1,6}\s{0,5}\}\}|<%=\s{0,5}\d{1,6}\s{0,5}\*|#\{\s{0,5}\d{1,6}\s{0,5}\*/.test(value)) return 'a template expression'
  return undefined
}
