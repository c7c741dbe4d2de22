// Finds an edited token in its text. Editing a part leaves the surrounding text alone, so it is found even if it doesn't look like a token now.
import { inspect, inspectAt, type Inspection } from '../../core/inspect.ts'
import type { Span } from '../../core/text/span.ts'

/**
 * Inspects a text that was edited after it was pasted. A header that is being typed ("YQ" for "a") doesn't begin like a token, and a search
 * would mistake the payload for the header. So the text between the pasted token's surroundings is opened if it has as many parts.
 */
export function inspectEdited(text: string, index: number | undefined, pasted: Inspection): Inspection {
  const inspection = inspect(text, index)
  const span = pasted.token?.wellFormed ? spanBetween(text, pasted.text, pasted.token.span) : undefined
  if (!span || span.to === span.from) return inspection
  const { token } = inspection
  if (token?.span.from === span.from && token.span.to === span.to) return inspection
  return shape(text.slice(span.from, span.to)) === shape(pasted.token!.compact) ? inspectAt(text, span) : inspection
}

function spanBetween(text: string, before: string, { from, to }: Span): Span | undefined {
  const behind = before.length - to
  if (text === before || text.length < from + behind) return undefined
  return text.startsWith(before.slice(0, from)) && text.endsWith(before.slice(to)) ? { from, to: text.length - behind } : undefined
}

/** The dots and tildes of a text, or undefined if it has characters that a compact token doesn't have. */
function shape(characters: string): string | undefined {
  return /^[A-Za-z0-9_.~-]*$/.test(characters) ? characters.replace(/[^.~]+/g, '') : undefined
}
