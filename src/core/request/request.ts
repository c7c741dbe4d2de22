// An HTTP request, as far as a text contains it.
import type { Span } from '../text/span.ts'

/** A field of the header section (RFC 9110 section 5). */
export interface Field {
  /** In lower case. */
  readonly name: string
  /** Trimmed, and without the line breaks that it was broken over. */
  readonly value: string
}

export interface HttpRequest {
  readonly form: 'wire' | 'curl'
  /** Undefined if the text has no request line. */
  readonly method: string | undefined
  /** The target URI with its query (RFC 9110 section 7.1); undefined if the text doesn't give all of it. */
  readonly url: string | undefined
  /** The request itself doesn't show whether it goes over TLS: `url` then begins with https. */
  readonly scheme: 'said' | 'unsaid'
  /** In the order of the text. */
  readonly fields: readonly Field[]
  /** Its place in the text, body included. */
  readonly span: Span
}

/** The values of all fields with a name, given in lower case. */
export function valuesOf({ fields }: HttpRequest, name: string): string[] {
  return fields.filter((field) => field.name === name).map(({ value }) => value)
}
