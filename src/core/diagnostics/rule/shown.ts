// Text from a token as it may stand in a sentence: short, on one line, with what cannot be seen spelled out.
import { codePointOf } from '../../text/characters.ts'

// eslint-disable-next-line no-control-regex -- these are what must be shown
const UNSEEN = /[\u0000-\u001f\u007f-\u00a0\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]/gu

/** At most `most` characters (cut at the end with "…"), control and invisible ones as U+XXXX. */
export function shown(text: string, most = 60): string {
  const cut = text.length > most ? `${text.slice(0, most - 1)}…` : text
  return cut.replace(UNSEEN, (character) => `[${codePoint(codePointOf(character))}]`)
}

/** `U+200B`. */
export function codePoint(code: number): string {
  return `U+${code.toString(16).toUpperCase().padStart(4, '0')}`
}

/** Names in a sentence: "`a`", "`a` and `b`", "`a`, `b` and 3 more". */
export function listed(names: readonly string[], most = 4): string {
  const quoted = names.slice(0, most).map((name) => `\`${shown(name, 40)}\``)
  if (names.length > most) return `${quoted.join(', ')} and ${names.length - most} more`
  return quoted.length < 2 ? (quoted[0] ?? '') : `${quoted.slice(0, -1).join(', ')} and ${quoted[quoted.length - 1]!}`
}

/** "1 part", "3 parts". */
export function counted(count: number, noun: string): string {
  return `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`
}

/** "1,234" */
export function digits(count: number): string {
  return count.toLocaleString('en')
}
