// Tries what was signed before the token changed: an edited claim, parts of two tokens, other content, another layer.
import { membersByName, type JsonNode } from '../../text/json.ts'
import { inspect } from '../../inspect.ts'
import type { Token } from '../../token/token.ts'
import type { Attempt, Cause, Material, Repair } from '../cause/cause.ts'
import { bytesInWords, difference, sideBySide } from '../cause/evidence.ts'
import { inputAttempt } from './input-forms.ts'
import { editedClaims } from './payload-edits.ts'
import { fresh, textForm } from '../cause/material.ts'
import { withoutTrailing } from '../../text/characters.ts'
import { quoted, quotedJson } from '../../text/quoted.ts'

/** The signed parts of an earlier token; detached content is separate from the token and the same for both. */
function restored(
  token: Token,
  now: Material,
): { readonly head: string; readonly body: string; readonly fix: readonly Repair[] } | undefined {
  if (token.object?.kind !== 'jws') return undefined
  const [signature] = token.object.signatures
  const head = signature.header.segment.text
  const body = token.object.detached ? now.body : token.object.payload.text
  return {
    head,
    body,
    fix: [
      { do: 'set-segment', part: 'header', segment: head },
      { do: 'set-segment', part: 'payload', segment: body },
    ],
  }
}

const edited = {
  id: 'payload-edited',
  dimension: 'content',
  families: undefined,
  tried: 'single claims as they may have been before an edit',
  explain: ({ name, before, part, what, style, others }) => ({
    clause:
      name === undefined
        ? 'it said what your earlier token says: the payload was edited after it was signed'
        : `${part === 'header' ? 'the header parameter ' : ''}${quoted(String(name))} were ${what === 'absent' ? 'absent' : quotedJson(String(before))}${typeof others === 'number' && others > 0 ? ` and ${others} other member${others === 1 ? '' : 's'} hadn’t changed` : ''}: the ${part === 'header' ? 'header' : 'payload'} was edited after it was signed${style === undefined ? '' : `, and what was signed was ${String(style)}`}`,
    fix: 'Reject it. A changed claim needs a new signature, made with the key that only the issuer has.',
    button: 'Restore what was signed',
  }),
  *tries(material) {
    for (const token of [material.pasted, ...material.others]) {
      const before = token && restored(token, material)
      if (!before || (before.head === material.head && before.body === material.body)) continue
      const { changed, ...change } = changedMember(token, material)
      // The same values formatted differently aren’t an edit; earlier causes cover them.
      if (!changed && material.payload.decoded.json.valid) continue
      yield { change: { head: before.head, body: before.body }, args: change, evidence: changed, fix: before.fix }
    }
    yield* editedClaims(material)
  },
} as const satisfies Cause

/** The first member that differs between an earlier token and this one, and how many others do. */
function changedMember(
  earlier: Token,
  material: Material,
): { name?: string; before?: string; part?: string; what?: string; others?: number; changed?: Attempt['evidence'] } {
  const pairs = [
    ['payload', earlier.payload?.decoded, material.payload.decoded],
    ['header', earlier.header.decoded, material.signature.header.decoded],
  ] as const
  const source = (text: string, node: JsonNode | undefined) => (node ? text.slice(node.from, node.to) : 'absent')
  const differing = pairs.flatMap(([part, old, now]) => {
    if (!old || old.text === now.text) return []
    const was = membersByName(old.json.root)
    const is = membersByName(now.json.root)
    return [...new Set([...was.keys(), ...is.keys()])].flatMap((name) => {
      const [before, after] = [source(old.text, was.get(name)), source(now.text, is.get(name))]
      return before === after ? [] : [{ name, before, after, part, absent: !was.has(name) }]
    })
  })
  const [first] = differing
  if (!first) return {}
  const { name, before, after, part, absent } = first
  return {
    name,
    before,
    part,
    what: absent ? 'absent' : 'other',
    others: differing.length - 1,
    changed: sideBySide(name, after, before),
  }
}

const otherToken = {
  id: 'signature-of-other-token',
  dimension: 'content',
  families: undefined,
  tried: 'the parts of the other tokens here',
  explain: ({ which }) => ({
    clause:
      which === 'signature'
        ? 'it carried the signature of another token of this visit'
        : 'its signature belonged to the header and payload of another token of this visit',
    fix: 'Two tokens were mixed up when they were copied or stored. Copy each one completely.',
    button: 'Put the matching parts together',
  }),
  *tries(material) {
    for (const token of material.others.slice(0, 50)) {
      if (token.object?.kind !== 'jws') continue
      const { signature } = token.object.signatures[0]
      if (signature.text === '' || signature.text === material.signature.signature.text) continue
      yield {
        change: { signature: signature.decoding.bytes },
        args: { which: 'signature' },
        evidence: sideBySide('Signature', bytesInWords(material.received), bytesInWords(signature.decoding.bytes)),
        fix: [{ do: 'set-segment', part: 'signature', segment: signature.text }],
      }
      const before = restored(token, material)
      if (before)
        yield {
          change: { head: before.head, body: before.body },
          args: { which: 'content' },
          fix: before.fix,
          evidence: sideBySide('Payload', material.payload.decoded.text, token.object.payload.decoded.text),
        }
    }
  },
} as const satisfies Cause

const detachedContent = {
  id: 'detached-content-differs',
  dimension: 'input',
  families: undefined,
  tried: 'the detached content with other line breaks, or with a byte-order mark',
  explain: ({ what }) => ({
    clause: `the detached content were used ${String(what)}`,
    fix: 'Detached content is signed byte for byte (RFC 7515 appendix F); use exactly the bytes that were signed.',
    button: 'Use the content that way',
  }),
  *tries(material) {
    if (!material.detached || !material.payload.decoded.utf8) return
    const { text } = material.payload.decoded
    const forms = [...contentForms(text)]
    for (const { form, what } of fresh(forms, (each) => each.form, [text]))
      yield { ...textForm(material, 'payload', form), args: { what }, evidence: difference('Content', text, form) }
  },
} as const satisfies Cause

/** What editors, terminals and version control do to a text, alone and together. */
function* contentForms(text: string): Iterable<{ readonly form: string; readonly what: string }> {
  const bare = text.replace(/^\ufeff/, '')
  const marks = [
    [text, ''],
    bare === text ? [`\ufeff${text}`, 'with a byte-order mark before it'] : [bare, 'without its byte-order mark'],
  ] as const
  for (const [marked, mark] of marks) {
    const breaks = [
      [marked, ''],
      [marked.replace(/\r\n/g, '\n'), 'with LF line breaks'],
      [marked.replace(/\r?\n/g, '\r\n'), 'with CRLF line breaks'],
    ] as const
    for (const [broken, ends] of breaks) {
      const last = [
        [broken, ''],
        [`${broken}\n`, 'with a line break at its end'],
        [`${broken}\r\n`, 'with a CRLF line break at its end'],
        [broken.replace(/\r?\n$/, ''), 'without the line break at its end'],
        [withoutTrailing(broken.replace(/^[ \t\r\n]+/, ''), ' \t\r\n'), 'without the spaces around it'],
      ] as const
      for (const [form, end] of last) yield { form, what: [mark, ends, end].filter((each) => each !== '').join(' and ') }
    }
  }
}

const nested = {
  id: 'nested-key-mixed-up',
  dimension: 'content',
  families: undefined,
  tried: 'the tokens inside the token',
  explain: ({ inner }) => ({
    clause: `the key were used for the ${String(inner)} instead: that one verifies with it, and the outer signature has another signer`,
    fix: 'Each layer has its own signer. Use the key of the outer token’s signer, or open the inner token on its own.',
  }),
  *tries(material) {
    const found = innerTokens(material)
    for (const { token, inner } of found) {
      if (token?.object?.kind !== 'jws') continue
      const [signature] = token.object.signatures
      // The inner header has its own "alg"; try it only if both are the same.
      if (signature.header.alg !== material.signature.header.alg) continue
      yield {
        change: { input: signature.signingInput(), signature: signature.signature.decoding.bytes },
        args: { inner },
        evidence: sideBySide('Token', 'the outer one', `the ${inner}`),
      }
    }
  },
} as const satisfies Cause

function innerTokens({ payload, token }: Material): { readonly token: Token | undefined; readonly inner: string }[] {
  const { text } = payload.decoded
  const inner = /^\s*"?e[wy][\w-]+\.[\w-]*\.[\w-]*"?\s*$/.test(text) ? inspect(text).token : undefined
  const binding = token.sdJwt?.keyBinding ? inspect(token.sdJwt.keyBinding.text).token : undefined
  return [
    { token: inner, inner: 'token inside it' },
    { token: binding, inner: 'key binding JWT at its end' },
  ]
}

const disclosuresIncluded = {
  id: 'sd-jwt-disclosures-included',
  dimension: 'content',
  families: undefined,
  tried: 'the parts before and after ~',
  explain: ({ how }) => ({
    clause:
      how === 'signature'
        ? 'only the part before the first ~ were used: the signature ends there'
        : 'the disclosures had been signed with it',
    fix: 'Only the part of an SD-JWT before the first ~ is signed (RFC 9901 section 4).',
    button: 'Remove the disclosures',
  }),
  *tries(material) {
    const { signature, token, head, body } = material
    const tilde = signature.signature.text.indexOf('~')
    if (tilde >= 0) {
      const segment = signature.signature.text.slice(0, tilde)
      const bytes = inspect(`${head}.${body}.${segment}`).token?.segments[2]?.decoding.bytes
      if (bytes)
        yield {
          change: { signature: bytes },
          args: { how: 'signature' },
          evidence: sideBySide('Signature', signature.signature.text, segment),
          fix: [{ do: 'set-segment', part: 'signature', segment }],
        }
    }
    const at = token.compact.indexOf('~')
    if (at < 0) return
    yield inputAttempt(material, `${head}.${body}${token.compact.slice(at)}`, { how: 'input' })
    yield inputAttempt(material, `${head}.${body}${token.compact.slice(at, token.compact.lastIndexOf('~') + 1)}`, { how: 'input' })
  },
} as const satisfies Cause

const encrypted = {
  id: 'encrypted-not-signed',
  dimension: 'fact',
  families: undefined,
  tried: 'whether it is encrypted',
  explain: ({ enc }) => ({
    sentence: `Its header names “enc” (${quoted(String(enc))}): this is meant to be encrypted, not signed.`,
    fix: 'An encrypted token has five parts. Copy all of it, and decrypt it with the recipient’s private key.',
  }),
  *tries({ signature }) {
    const { enc } = signature.header
    if (enc !== undefined) yield { change: undefined, args: { enc } }
  },
} as const satisfies Cause

/** A signature that verifies over a token of another type isn’t a mismatch; findings cover that. */
const otherKind = {
  id: 'other-token-kind',
  dimension: 'fact',
  families: undefined,
  tried: 'the type of token',
  explain: ({ typ }) => ({
    sentence: `The signature is right, but the token has another type than expected (“typ”: ${quoted(String(typ))}).`,
    fix: 'Check “typ” and “aud” before you use it (RFC 8725 section 3.11).',
  }),
  *tries() {},
} as const satisfies Cause

/** Tried before other formats of the JSON, since changes by a terminal are likelier. */
export const detachedCauses = [detachedContent] as const satisfies readonly Cause[]
export const contentCauses = [edited, otherToken, nested, disclosuresIncluded] as const satisfies readonly Cause[]
export const contentFacts = [encrypted, otherKind] as const satisfies readonly Cause[]
