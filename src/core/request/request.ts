// An HTTP request as far as a text holds it.
import type { Span } from '../text/span.ts'

/** A field of the header section (RFC 9110 section 5). */
export interface Field {
  /** In lower case. */
  readonly name: string
  /** Without whitespace around it, and without the line breaks that it was broken over. */
  readonly value: string
}

export interface HttpRequest {
  readonly form: 'wire' | 'curl'
  /** Undefined where the text has no request line. */
  readonly method: string | undefined
  /** The target URI with its query (RFC 9110 section 7.1); undefined where the text does not say all of it. */
  readonly url: string | undefined
  /** What goes over the wire doesn't say whether it goes by TLS: `url` then begins with https. */
  readonly scheme: 'said' | 'unsaid'
  /** In the order of the text. */
  readonly fields: readonly Field[]
  /** Where it stands in the text, its body included. */
  readonly span: Span
}

/** The values of all fields of a name, which is given in lower case. */
export function valuesOf({ fields }: HttpRequest, name: string): string[] {
  return fields.filter((field) => field.name === name).map(({ value }) => value)
}
