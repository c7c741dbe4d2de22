// Writes string literals in the languages of the snippets. Every character that isn't printable ASCII is escaped, so nothing in a token or
// an expectation can end the literal, span lines or hide in them.

/** Writes a text as a literal of one language, quotation marks included. */
export type Quote = (text: string) => string

interface Escapes {
  readonly mark: '"' | "'"
  /** Printable characters with a special meaning in such a literal, besides the mark and the backslash. */
  readonly special?: string
  /** The escape for a character, by its code point. */
  readonly other: (point: number) => string
}

function quoteBy({ mark, special = '', other }: Escapes): Quote {
  const escaped = new Set([mark, '\\', ...special.split('')])
  // A lone surrogate isn't a character, so no literal can represent it.
  const wellFormed = (text: string) => text.replace(/\p{Surrogate}/gu, '\u{FFFD}')
  return (text) => {
    const characters = Array.from(wellFormed(text), (character) => {
      if (escaped.has(character)) return `\\${character}`
      const point = character.codePointAt(0) ?? 0
      return point >= 0x20 && point <= 0x7e ? character : other(point)
    })
    return `${mark}${characters.join('')}${mark}`
  }
}

const hex = (value: number, digits: number) => value.toString(16).padStart(digits, '0')

/** `\u0041` for each UTF-16 code unit. */
const byUnits = (point: number) =>
  String.fromCodePoint(point)
    .split('')
    .map((unit) => `\\u${hex(unit.charCodeAt(0), 4)}`)
    .join('')

const byPoint = (point: number) => (point > 0xffff ? `\\U${hex(point, 8)}` : `\\u${hex(point, 4)}`)
const octal = (byte: number) => `\\${byte.toString(8).padStart(3, '0')}`

const javaScriptLiteral = quoteBy({ mark: "'", other: byUnits })

/** `<` is escaped too, since code for a browser may be pasted between script tags, which `</script>` would end. */
export const quoteJavaScript: Quote = (text) => javaScriptLiteral(text).replaceAll('<', '\\u003c')

export const quotePython: Quote = quoteBy({ mark: '"', other: byPoint })

/** `#` begins an interpolation. */
export const quoteRuby: Quote = quoteBy({ mark: '"', special: '#', other: (point) => `\\u{${hex(point, 0)}}` })

export const quoteRust: Quote = quoteBy({ mark: '"', other: (point) => `\\u{${hex(point, 0)}}` })

/** `$` and `@` begin interpolations. */
export const quotePerl: Quote = quoteBy({ mark: '"', special: '$@', other: (point) => `\\x{${hex(point, 0)}}` })

/** UTF-8 bytes in octal, which ends after three digits whatever follows. `?` could begin a trigraph. */
export const quoteCpp: Quote = quoteBy({
  mark: '"',
  special: '?',
  other: (point) => [...new TextEncoder().encode(String.fromCodePoint(point))].map(octal).join(''),
})

/**
 * A JSON string in single quotes, for `jq --argjson`. Single quotes become `\u0027`, so that they can't end the shell's string, in which
 * nothing else has a meaning.
 */
export const quoteShell: Quote = (text) => `'${quoteBy({ mark: '"', other: byUnits })(text).replaceAll("'", '\\u0027')}'`

/** `\u0022` would be read as a quotation mark before the literal is (JLS section 3.3), so characters below U+0080 are written in octal. */
export const quoteJava: Quote = quoteBy({ mark: '"', other: (point) => (point < 0x80 ? octal(point) : byUnits(point)) })

export const quoteCSharp: Quote = quoteBy({ mark: '"', other: byPoint })
