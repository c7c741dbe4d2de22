// The content of a JWE as its box shows it, and as it is encrypted again: laid out for reading, with the whitespace that it had taken back.
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
 * The bytes of the content, as it was typed over where it was. `was` is what was decrypted; where that is not known, because the key or the
 * header is another one now, a text that is laid out just as this page does is taken for compact.
 */
export function contentOf(state: TypedContent, was: Uint8Array<ArrayBuffer> | undefined): Uint8Array<ArrayBuffer> | undefined {
  const { plaintext: typed, plaintextBase, asEncrypted } = state
  if (typed === undefined) return was
  const decoded = was && decodeText(was)
  if (decoded && plaintextBase === undefined && typed === shownContent(decoded, asEncrypted)) return was
  const base = asEncrypted ? undefined : (plaintextBase ?? (decoded ? (decoded.json.valid ? decoded.text : undefined) : ourLayout(typed)))
  return new TextEncoder().encode(writtenText(base, typed))
}

/** What was typed over the content, as it is to be shown once the switch is turned; undefined where nothing was typed. */
export function turnedContent(state: TypedContent, was: Uint8Array<ArrayBuffer> | undefined, asEncrypted: boolean): string | undefined {
  if (state.plaintext === undefined) return undefined
  const bytes = contentOf(state, was)
  return bytes && shownContent(decodeText(bytes), asEncrypted)
}

function ourLayout(typed: string): string | undefined {
  const compact = compactJson(typed)
  return isJson(compact) && layOutJson(compact) === typed ? compact : undefined
}
