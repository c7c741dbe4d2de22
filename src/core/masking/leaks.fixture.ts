// Finds masked values in a text for the masking tests, independently of the code that removes them.

/** The base64url characters for these bytes at each of the three places in a group of three (RFC 4648). */
export function alignments(value: string): string[] {
  return [0, 1, 2].map((offset) => {
    const text = Buffer.concat([Buffer.alloc(offset), Buffer.from(value)]).toString('base64url')
    const bits = (offset + Buffer.byteLength(value)) * 8
    return text.slice([0, 2, 3][offset], Math.floor(bits / 6))
  })
}

/** The masked values and parts of secrets that a text still shows, also inside its base64url. */
export function leaks(text: string, values: readonly string[], secrets: readonly string[] = []): string[] {
  const decoded = text.split(/[^\w-]+/).map((each) => Buffer.from(each, 'base64url').toString())
  const seen = [text, ...decoded]
  const shows = (part: string) => seen.some((each) => each.includes(part))
  return [
    ...values.filter((value) => value.length >= 4 && (shows(value) || alignments(value).some((each) => text.includes(each)))),
    ...secrets.flatMap((secret) => {
      const stretches = Array.from({ length: Math.max(0, secret.length - 7) }, (_, i) => secret.slice(i, i + 8))
      return stretches.filter(shows)
    }),
  ]
}
