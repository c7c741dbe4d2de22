// Replaces, adds and removes signatures of a JWS in a JSON serialization; the others keep their characters.
import { encodeBase64url, encodeText } from '../text/base64url.ts'
import { inspect } from '../inspect.ts'
import type { Jws } from '../token/jws.ts'
import type { Token } from '../token/token.ts'
import { convert, type Loss } from './convert.ts'
import { edited, itemAdded, entryRemoved, membersSet } from './json-text.ts'
import { layoutOf } from './parts.ts'

/** Replaces signatures, by position from 0, in the token's text; undefined if it isn't a JWS in a JSON serialization. */
export function withSignatures(token: Token, made: ReadonlyMap<number, Uint8Array>): string | undefined {
  const entries = entriesOf(token)
  if (!entries) return undefined
  const text = token.compact
  const edits = [...made].flatMap(([index, signature]) => {
    const entry = entries[index]
    return entry ? membersSet(text, entry, { signature: JSON.stringify(encodeBase64url(signature)) }) : []
  })
  return edited(text, edits)
}

/** Replaces the protected header of one signature, which then no longer verifies. */
export function withProtectedHeader(token: Token, index: number, header: string): string | undefined {
  const entry = entriesOf(token)?.[index]
  return entry && edited(token.compact, membersSet(token.compact, entry, { protected: JSON.stringify(encodeText(header)) }))
}

/** The new text of a token, or why there is none. */
export type Change =
  | { readonly text: string; readonly losses?: undefined }
  | { readonly text?: undefined; readonly losses: readonly Loss[] }

const UNSETTLED: Change = { losses: [{ kind: 'unsettled' }] }

/** Converts the token to the general serialization and adds a signature; existing ones keep their characters. */
export function withSignatureAdded(token: Token, protectedSegment: string, signature: Uint8Array): Change {
  const general = convert(token, 'general')
  if (general.losses) return general
  const list = layoutOf(general.text, 'jws')?.list
  const before = jwsOf(token)
  if (!list || !before) return UNSETTLED
  const entry = JSON.stringify({ protected: protectedSegment, signature: encodeBase64url(signature) })
  const text = edited(general.text, [itemAdded(general.text, list, entry)])
  const after = jwsOf(inspect(text).token)
  const isRead = after?.readings === 'one' && after.signatures.length === before.signatures.length + 1
  return isRead ? { text } : { losses: [{ kind: 'other-reading' }] }
}

/** Removes one of several signatures, but not the first one of an SD-JWT, which the disclosures belong to. */
export function withoutSignature(token: Token, index: number): Change {
  if (token.sdJwt && index === 0) return { losses: [{ kind: 'disclosures' }] }
  return withoutEntry(token, 'jws', index)
}

/** Removes one of several recipients, who still knows the content key. */
export function withoutRecipient(token: Token, index: number): Change {
  return withoutEntry(token, 'jwe', index)
}

function withoutEntry(token: Token, kind: 'jws' | 'jwe', index: number): Change {
  const list = token.object?.kind === kind && token.readings === 'one' ? layoutOf(token.compact, kind)?.list : undefined
  const edit = list && list.items.length > 1 ? entryRemoved(list.items, index) : undefined
  return edit ? { text: edited(token.compact, [edit]) } : UNSETTLED
}

function entriesOf(token: Token) {
  const jws = jwsOf(token)
  return jws && (jws.form === 'flattened' || jws.form === 'general') ? layoutOf(token.compact, 'jws')?.entries : undefined
}

function jwsOf(token: Token | undefined): Jws | undefined {
  return token?.object?.kind === 'jws' ? token.object : undefined
}
