// Finds PEM blocks (RFC 7468) however they were copied: with CRLF, indentation, literal \n, on one line, inside other text, with changed dashes.
import { decodeBase64, encodeBase64 } from '../../../text/base64.ts'
import { withoutTrailing } from '../../../text/characters.ts'

export interface PemBlock {
  /** "PUBLIC KEY" of "-----BEGIN PUBLIC KEY-----". */
  readonly label: string
  /** Encapsulated headers of the old encrypted form (RFC 1421), by name. */
  readonly headers: ReadonlyMap<string, string>
  readonly bytes: Uint8Array<ArrayBuffer>
  /** Whether the END line is present. */
  readonly complete: boolean
  /** What had to be repaired to read it. */
  readonly repaired: readonly PemRepair[]
  /** The first character of the body that is not base64, if any. */
  readonly foreign: string | undefined
}

export type PemRepair = 'escaped-newlines' | 'one-line' | 'dashes' | 'indentation' | 'quotes' | 'alphabet' | 'no-end-line' | 'labels-differ'

const DASHES = '[-\\u2010-\\u2015\\u2212]'
// A single plain hyphen is part of a word, not of a line of dashes.
const BEFORE = `(?:${DASHES}{2,9}|[\\u2010-\\u2015\\u2212])`
// Labels are short (RFC 7468 section 3). Without a limit, each of many BEGIN lines would be read to the end of the text.
const line = (word: 'BEGIN' | 'END') => `${BEFORE}[ \\t]{0,9}${word}[ \\t]{1,9}([A-Z0-9][A-Z0-9 .]{0,60}?)[ \\t]{0,9}${DASHES}{1,9}`
const BEGIN = new RegExp(line('BEGIN'), 'g')
const END = new RegExp(line('END'))

/** Every PEM block of a text, in order; never throws. */
export function findPemBlocks(given: string): PemBlock[] {
  const escaped = /\\r?\\?n/.test(given) && /\\n/.test(given)
  const text = escaped ? given.replace(/\\r/g, '').replace(/\\n/g, '\n') : given
  const begins = [...text.matchAll(BEGIN)]
  return begins.map((begin, i) => {
    const from = begin.index + begin[0].length
    const rest = text.slice(from, begins[i + 1]?.index ?? text.length)
    const end = END.exec(rest)
    const repaired = new Set<PemRepair>()
    if (escaped) repaired.add('escaped-newlines')
    if (!end) repaired.add('no-end-line')
    else if (end[1] !== begin[1]) repaired.add('labels-differ')
    if (!/^-----BEGIN [^-]*[^ -]-----$/.test(begin[0]) || (end && !/^-----END [^-]*[^ -]-----$/.test(end[0]))) repaired.add('dashes')
    const { headers, body } = splitHeaders(end ? rest.slice(0, end.index) : rest)
    return { label: begin[1]!, headers, complete: end !== null, ...decodeBody(body, repaired), repaired: [...repaired] }
  })
}

/** The headers of an encrypted key whose line breaks became spaces. */
const ONE_LINE_HEADERS = /(Proc-Type:[ \t]*4,ENCRYPTED)[ \t]+(DEK-Info:[ \t]*[A-Za-z0-9-]+,[ \t]*[0-9A-Fa-f]+)[ \t]/

function splitHeaders(inside: string): { headers: Map<string, string>; body: string } {
  const headers = new Map<string, string>()
  const lines = inside.replace(ONE_LINE_HEADERS, '\n$1\n$2\n\n').split(/\r\n|\n|\r/)
  let at = 0
  for (const line of lines) {
    const [, name, value] = /^\s*([A-Za-z][A-Za-z0-9-]*):(.*)$/.exec(line) ?? []
    if (name !== undefined && value !== undefined) headers.set(name, value.trim())
    else if (line.trim() !== '') break
    at++
  }
  return { headers, body: headers.size > 0 ? lines.slice(at).join('\n') : inside }
}

function decodeBody(body: string, repaired: Set<PemRepair>): { bytes: Uint8Array<ArrayBuffer>; foreign: string | undefined } {
  if (/^[ \t]+\S/m.test(body.replace(/^[ \t]+/, ''))) repaired.add('indentation')
  const trimmed = body.trim()
  if (trimmed.length > 76 && !/[\r\n]/.test(trimmed)) repaired.add('one-line')
  // Code joins strings over several lines this way: "…" +
  const unquoted = body.replace(/["'`][ \t]*[+.&][ \t]*$/gm, '').replace(/["'`,;\\]/g, '')
  if (unquoted !== body) repaired.add('quotes')
  let digits = unquoted.replace(/\s+/g, '')
  if (/[-_]/.test(digits)) {
    repaired.add('alphabet')
    digits = digits.replace(/-/g, '+').replace(/_/g, '/')
  }
  digits = withoutChecksum(digits)
  const foreign = /[^A-Za-z0-9+/]/u.exec(digits)?.[0]
  return { bytes: foreign === undefined ? decodeBase64(digits) : new Uint8Array(0), foreign }
}

/** Without padding, and without the checksum that RFC 4880 section 6.1 appends ("=" and four characters). */
function withoutChecksum(digits: string): string {
  const bare = withoutTrailing(digits, '=')
  const at = bare.lastIndexOf('=')
  return at >= 0 && bare.length - at <= 5 ? withoutTrailing(bare.slice(0, at), '=') : bare
}

/** PEM text of DER bytes, 64 characters a line (RFC 7468 section 2). */
export function encodePem(label: string, der: Uint8Array): string {
  const lines = encodeBase64(der).match(/.{1,64}/g) ?? []
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`
}
