// The content of a JWE as its box shows it, and as it is encrypted again: laid out for reading, and without that layout where it was added here.
import { decodeText } from '../../core/text/decoded-text.ts'
import { parseJson } from '../../core/text/json.ts'
import { compactJson, isCompactJson, layOutJson } from '../text/json-layout.ts'

/** What the box shows of a content that nobody has typed over. */
export function shownContent(content: Uint8Array<ArrayBuffer>): string {
  const { text, utf8, json } = decodeText(content)
  return utf8 && isCompactJson(json) ? layOutJson(text) : text
}

/**
 * The bytes of what was typed over a content: with the layout that was added here taken off again. `was` is what was decrypted; where that is
 * not known, because the key or the header is another one now, a text that is laid out just as this page does is taken for compact.
 */
export function contentOf(typed: string, was: Uint8Array<ArrayBuffer> | undefined): Uint8Array<ArrayBuffer> {
  if (was && typed === shownContent(was)) return was
  const isLaidOut = was ? isCompactJson(decodeText(was).json) : isOurLayout(typed)
  return new TextEncoder().encode(isLaidOut ? compactJson(typed) : typed)
}

function isOurLayout(typed: string): boolean {
  const compact = compactJson(typed)
  return parseJson(compact).valid && layOutJson(compact) === typed
}
