// Formats names and numbers for findings; text/ decides how names from a token may look.
import { shown } from '../../text/quoted.ts'

export { codePoint } from '../../text/characters.ts'
export { shown } from '../../text/quoted.ts'

/** Names in a sentence: "`a`", "`a` and `b`", "`a`, `b` and 3 more". */
export function listed(names: readonly string[], most = 4): string {
  const quoted = names.slice(0, most).map((name) => `\`${shown(name)}\``)
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
