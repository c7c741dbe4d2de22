// Converts the content of a JWE between the text in its box, formatted for reading, and the bytes to encrypt, with the original whitespace.
import { decodeText, type DecodedText } from '../../core/text/decoded-text.ts'
import { isJson } from '../../core/text/json.ts'
import type { Undoable } from '../text/history.ts'
import { compactJson, layOutJson, shownJson } from '../text/json-layout.ts'
import { writtenText } from './part-text.ts'

type TypedContent = Pick<Undoable, 'plaintext' | 'plaintextBase' | 'asEncrypted'>

/** The text in the box for content that hasn't been edited. */
export function shownContent(content: DecodedText, asEncrypted: boolean): string {
  return asEncrypted ? content.text : shownJson(content)
}

/**
 * The bytes of the content, edited or not. `was` is the decrypted content. If that isn't known because the key or the header has changed, text
 * that is formatted exactly as this page does it is assumed to have been compact.
 */
export function contentOf(state: TypedContent, was: Uint8Array<ArrayBuffer> | undefined): Uint8Array<ArrayBuffer> | undefined {
  const { plaintext: typed, plaintextBase, asEncrypted } = state
  if (typed === undefined) return was
  const decoded = was && decodeText(was)
  if (decoded && plaintextBase === undefined && typed === shownContent(decoded, asEncrypted)) return was
  const base = asEncrypted ? undefined : (plaintextBase ?? (decoded ? (decoded.json.valid ? decoded.text : undefined) : ourLayout(typed)))
  return new TextEncoder().encode(writtenText(base, typed))
}

/** The edited content as it is shown after the switch is turned; undefined if it wasn't edited. */
export function turnedContent(state: TypedContent, was: Uint8Array<ArrayBuffer> | undefined, asEncrypted: boolean): string | undefined {
  if (state.plaintext === undefined) return undefined
  const bytes = contentOf(state, was)
  return bytes && shownContent(decodeText(bytes), asEncrypted)
}

function ourLayout(typed: string): string | undefined {
  const compact = compactJson(typed)
  return isJson(compact) && layOutJson(compact) === typed ? compact : undefined
}
