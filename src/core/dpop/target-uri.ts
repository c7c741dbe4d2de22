// Compares "htu" with the target URI of a request (RFC 9449 section 4.3 step 9), without query and fragment, after normalization.

/** A URI in the form used for comparison; undefined if the text is not an absolute http or https URI with exactly one reading. */
export function comparable(uri: string): string | undefined {
  // The URL parser repairs what a URI can't contain: backslashes, whitespace, line breaks, missing slashes. A server may read those differently.
  if (uri.length > 8_192 || !/^https?:\/\/[^/\\]/i.test(uri) || /[^\x21-\x7e]|[\\"<>^`{|}]/.test(uri)) return undefined
  try {
    const { origin, pathname, username, password, host } = new URL(uri)
    if (username !== '' || password !== '' || host === '') return undefined
    return origin + normalPath(pathname)
  } catch {
    return undefined
  }
}

/** Normalizes percent-encoding (RFC 3986 sections 6.2.2.1 and 6.2.2.2): upper-case digits, and no encoded unreserved characters. */
function normalPath(path: string): string {
  return path.replace(/%[0-9A-Fa-f]{2}/g, (encoded) => {
    const character = String.fromCharCode(parseInt(encoded.slice(1), 16))
    return /[A-Za-z0-9._~-]/.test(character) ? character : encoded.toUpperCase()
  })
}
