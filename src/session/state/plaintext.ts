// The content of a JWE as its box shows it, and as it is encrypted again: laid out for reading, and without that layout where it was added here.
import { decodeText, type DecodedText } from '../../core/text/decoded-text.ts'
import { parseJson } from '../../core/text/json.ts'
import { compactJson, isCompactJson, layOutJson, shownJson } from '../text/json-layout.ts'

/** What the box shows of a content that nobody has typed over. */
export function shownContent(content: DecodedText): string {
  return content.utf8 ? shownJson(content) : content.text
}

/**
 * The bytes of what was typed over a content: with the layout that was added here taken off again. `was` is what was decrypted; where that is
 * not known, because the key or the header is another one now, a text that is laid out just as this page does is taken for compact.
 */
export function contentOf(typed: string, was: Uint8Array<ArrayBuffer> | undefined): Uint8Array<ArrayBuffer> {
  const decoded = was && decodeText(was)
  if (decoded && typed === shownContent(decoded)) return was
  const isLaidOut = decoded ? isCompactJson(decoded.json) : isOurLayout(typed)
  return new TextEncoder().encode(isLaidOut ? compactJson(typed) : typed)
}

function isOurLayout(typed: string): boolean {
  const compact = compactJson(typed)
  return parseJson(compact).valid && layOutJson(compact) === typed
}
