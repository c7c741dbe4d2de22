// Reads the characters of a token in a text, where they may be plain or percent-encoded once or twice.

export const DOT = 46
export const TILDE = 126
const EQUALS = 61
const PERCENT = 37

/**
 * The code of the percent-encoded token character at an offset (RFC 3986 section 2.1), or 0. If it is encoded twice ("%252E"), its percent
 * sign is encoded as well.
 */
export function encodedAt(text: string, at: number): number {
  if (text.charCodeAt(at) !== PERCENT) return 0
  const digits = isEncodedPercent(text, at) ? at + 3 : at + 1
  // Lower case, since the second digit may have either.
  const second = text.charCodeAt(digits + 1) | 0x20
  switch (text.charCodeAt(digits)) {
    case 0x32: // + - . /
      return second === 0x62 ? 43 : second === 0x64 ? 45 : second === 0x65 ? 46 : second === 0x66 ? 47 : 0
    case 0x33: // =
      return second === 0x64 ? 61 : 0
    case 0x35: // _
      return second === 0x66 ? 95 : 0
    case 0x37: // ~
      return second === 0x65 ? 126 : 0
    default:
      return 0
  }
}

/** How many characters of the text the percent-encoded one at an offset takes. */
export function encodedWidth(text: string, at: number): number {
  return isEncodedPercent(text, at) ? 5 : 3
}

function isEncodedPercent(text: string, at: number): boolean {
  return text.charCodeAt(at + 1) === 0x32 && text.charCodeAt(at + 2) === 0x35
}

/** The end of the base64 characters that begin at an offset, with their padding. */
export function endOfRun(text: string, from: number): number {
  let at = from
  for (;;) {
    while (isBase64(text.charCodeAt(at))) at++
    // A quick way out: most runs end at neither, and there can be a million of them.
    const c = text.charCodeAt(at)
    if (c !== PERCENT && c !== EQUALS) return at
    if (!isBase64(encodedAt(text, at))) break
    at += encodedWidth(text, at)
  }
  while (at < text.length && characterAt(text, at) === EQUALS) at = behindCharacter(text, at)
  return at
}

/** True for the characters of base64 and base64url, but not for padding. */
export function isBase64(c: number): boolean {
  return (c >= 97 && c <= 122) || (c >= 65 && c <= 90) || (c >= 47 && c <= 57) || c === 45 || c === 95 || c === 43
}

/** The code of a token's character at an offset, percent-encoded or not; NaN at the end. */
export function characterAt(text: string, at: number): number {
  return encodedAt(text, at) || text.charCodeAt(at)
}

/** The offset after that character. */
export function behindCharacter(text: string, at: number): number {
  return at + (encodedAt(text, at) === 0 ? 1 : encodedWidth(text, at))
}

/** True if the text before an offset ends with a character that is percent-encoded once or twice: "Bearer%20eyJ", "token%253DeyJ". */
export function endsEncoded(text: string, at: number): boolean {
  if (!isHex(text.charCodeAt(at - 2)) || !isHex(text.charCodeAt(at - 1))) return false
  return text.charCodeAt(at - 3) === PERCENT || (text.charCodeAt(at - 5) === PERCENT && isEncodedPercent(text, at - 5))
}

function isHex(c: number): boolean {
  return (c >= 48 && c <= 57) || (c >= 65 && c <= 70) || (c >= 97 && c <= 102)
}

/** How many dots a text has, counted up to `most`. */
export function dots(text: string, most = Infinity): number {
  let count = 0
  for (let at = text.indexOf('.'); at >= 0 && count < most; at = text.indexOf('.', at + 1)) count++
  return count
}

/** True for the characters of one complete token. */
export function isWhole(compact: string): boolean {
  const count = dots(compact)
  return (count === 2 || count === 4) && /^e[wy3][A-Za-z0-9_+/=-]*(?:\.[A-Za-z0-9_+/=-]*)+(?:~[A-Za-z0-9_.=-]*)*$/.test(compact)
}
