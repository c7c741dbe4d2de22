// Draws the token as a picture for slides: an SVG of its characters in the colors of its parts, with the verdict above them.
import type { Forbidden } from '../../core/masking/forbidden.ts'
import { visible } from '../../core/text/quoted.ts'

/** The page's text colors for the three parts, on white. */
const INKS = ['#b01e5b', '#5540c4', '#08697a']
const MOST_LINES = 14
const LINE = 64
const MOST_WORD_LINES = 6
const FAINT = '#6e685c'

interface Piece {
  readonly text: string
  readonly ink: string
}

/**
 * The picture of a token's characters; undefined if its text would contain a secret. Parts after the third have the third's color. `unsigned`
 * replaces a missing signature.
 */
export function picture(token: string, verdict: string, forbidden: Forbidden | undefined, unsigned = 'not signed'): string | undefined {
  const headline = forbidden?.scrubbed(verdict, '…') ?? verdict
  const lines = tokenLines(token, unsigned)
  const words = wrapped(visible(headline), 46)
  const texts = [...words, ...lines.map((line) => line.map(({ text }) => text).join(''))]
  if (forbidden?.isIn(texts.join('\n')) === true || forbidden?.isIn(texts.join('')) === true) return undefined
  const top = 44 + words.length * 30
  const height = top + lines.length * 24 + 24
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 800 ${height}" role="img" aria-label="${escaped(words.join(' '))}">`,
    `<rect width="800" height="${height}" fill="#fff"/>`,
    ...words.map(
      (line, i) => `<text x="32" y="${50 + i * 30}" font-family="Georgia, serif" font-size="26" fill="#1d1b17">${escaped(line)}</text>`,
    ),
    ...lines.map(
      (line, i) =>
        `<text x="32" y="${top + 22 + i * 24}" font-family="ui-monospace, Menlo, Consolas, monospace" font-size="19" xml:space="preserve">${line
          .map(({ text, ink }) => `<tspan fill="${ink}">${escaped(text)}</tspan>`)
          .join('')}</text>`,
    ),
    '</svg>',
    '',
  ].join('\n')
}

function tokenLines(token: string, unsigned: string): Piece[][] {
  const parts = token.split('.')
  const pieces = parts.flatMap((text, i): Piece[] => [
    { text: visible(text), ink: INKS[Math.min(i, 2)] ?? '' },
    ...(i < parts.length - 1 ? [{ text: '.', ink: FAINT }] : []),
  ])
  if (token.endsWith('.')) pieces.push({ text: ` ${unsigned}`, ink: FAINT })
  const lines: Piece[][] = [[]]
  let left = LINE
  for (const { text, ink } of pieces) {
    for (let at = 0; at < text.length;) {
      if (left === 0) {
        if (lines.length === MOST_LINES) return [...lines, [{ text: `… ${token.length.toLocaleString('en')} characters`, ink: FAINT }]]
        lines.push([])
        left = LINE
      }
      const next = text.slice(at, at + left)
      lines.at(-1)?.push({ text: next, ink })
      at += next.length
      left -= next.length
    }
  }
  return lines
}

/** Lines of whole words; a word longer than a line is cut. */
function wrapped(text: string, width: number): string[] {
  const lines = ['']
  for (const word of text.split(' ')) {
    for (let at = 0; at < word.length; at += width) {
      const piece = word.slice(at, at + width)
      const last = lines.at(-1) ?? ''
      if (last !== '' && last.length + piece.length >= width) lines.push(piece)
      else lines[lines.length - 1] = last === '' ? piece : `${last} ${piece}`
    }
  }
  return lines.slice(0, MOST_WORD_LINES)
}

/** Text escaped for XML. Characters that XML 1.0 forbids (section 2.2) have already been spelled out. */
function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}
