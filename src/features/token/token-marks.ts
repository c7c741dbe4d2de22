// Colors the text by the part of the token that each character belongs to, and strikes out what belongs to none.
import { textSpans } from '../../core/paste/found-token.ts'
import type { Inspection } from '../../core/inspect.ts'
import type { Span } from '../../core/text/span.ts'
import type { Mark } from '../../ui/editor/editor-content.ts'
import styles from './token-marks.module.css'
import { quoted } from '../../core/text/quoted.ts'

const [HEADER, PAYLOAD, SIGNATURE] = ['header', 'payload', 'signature'].map((part) => `part-${part} in-part-color`)
const JWS_CLASSES = [HEADER, PAYLOAD, SIGNATURE]
const JWE_CLASSES = [HEADER, styles['key'], styles['vector'], PAYLOAD, SIGNATURE]
const PART_NAMES = ['Header', 'Payload', 'Signature']
const JWE_NAMES = ['Header', 'Encrypted key', 'Initialization vector', 'Ciphertext', 'Authentication tag']

export function tokenMarks({ token, ignored, found, index, key }: Inspection): Mark[] {
  const marks: Mark[] = ignored.map((span) => mark(span, styles['ignored'], 'Not part of a token'))
  for (const [i, other] of found.entries()) if (i !== index) marks.push(mark(other.span, styles['other'], 'Another token'))
  if (key) marks.push(mark(key, styles['other'], 'A key in the text'))
  if (!token) return marks
  const jwe = token.object?.kind === 'jwe'
  const [classes, names] = jwe ? [JWE_CLASSES, JWE_NAMES] : [JWS_CLASSES, PART_NAMES]
  const add = (from: number, to: number, className: string | undefined, title?: string) => {
    for (const span of textSpans(token, { from, to })) marks.push(mark(span, className, title))
  }
  for (const [i, { at, text }] of token.segments.entries()) {
    add(at, at + text.length, i < names.length ? classes[i] : styles['surplus'], names[i] ?? 'One part too many')
    if (i < token.segments.length - 1) add(at + text.length, at + text.length + 1, styles['dot'])
  }
  for (const { segment, name } of token.sdJwt?.disclosures ?? []) {
    add(segment.at - 1, segment.at, styles['dot'])
    add(segment.at, segment.at + segment.text.length, styles['disclosure'], `Disclosure${name === undefined ? '' : ` of ${quoted(name)}`}`)
  }
  return marks
}

function mark({ from, to }: Span, className = '', title?: string): Mark {
  return { from, to, className, ...(title !== undefined && { title }) }
}
