// Colours the characters of the text by the part of the token that they belong to, and strikes out what belongs to none.
import { textSpans } from '../../core/find-tokens.ts'
import type { Inspection } from '../../core/inspect.ts'
import type { Span } from '../../core/span.ts'
import type { Token } from '../../core/token.ts'
import type { Mark } from '../../ui/editor/editor-content.ts'
import styles from './token-marks.module.css'

const JWS_CLASSES = [styles['header'], styles['payload'], styles['signature']]
const JWE_CLASSES = [styles['header'], styles['key'], styles['vector'], styles['payload'], styles['signature']]
const PART_NAMES = ['Header', 'Payload', 'Signature']
const JWE_NAMES = ['Header', 'Encrypted key', 'Initialization vector', 'Ciphertext', 'Authentication tag']

export function tokenMarks({ token, ignored, found, index }: Inspection): Mark[] {
  const marks: Mark[] = ignored.map((span) => ({ ...span, className: styles['ignored']!, title: 'Not part of a token' }))
  for (const [i, other] of found.entries()) {
    if (i !== index) marks.push({ ...other.span, className: styles['other']!, title: 'Another token' })
  }
  if (!token || token.segments.length === 0) return marks
  const jwe = token.object?.kind === 'jwe'
  const classes = jwe ? JWE_CLASSES : JWS_CLASSES
  const names = jwe ? JWE_NAMES : PART_NAMES
  for (const [i, { at, text }] of token.segments.entries()) {
    add({ from: at, to: at + text.length }, classes[i] ?? styles['surplus']!, names[i] ?? 'One part too many')
    if (i < token.segments.length - 1) add({ from: at + text.length, to: at + text.length + 1 }, styles['dot']!, undefined)
  }
  for (const disclosure of token.sdJwt?.disclosures ?? []) {
    const { at, text } = disclosure.segment
    add({ from: at - 1, to: at }, styles['dot']!, undefined)
    add({ from: at, to: at + text.length }, styles['disclosure']!, `Disclosure${disclosure.name === undefined ? '' : ` of ${disclosure.name}`}`)
  }
  return marks

  function add(span: Span, className: string | undefined, title: string | undefined) {
    for (const place of textSpans(token as Token, span)) marks.push({ ...place, className: className ?? '', ...(title && { title }) })
  }
}
