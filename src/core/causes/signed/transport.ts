// Tries changes made in transit: spaces instead of plus signs, lost case, line breaks inside the parts.
import { decodeBase64url } from '../../text/base64url.ts'
import type { Cause, Repair } from '../cause/cause.ts'
import { difference } from '../cause/evidence.ts'
import { inputAttempt } from './input-forms.ts'
import { withoutTrailing } from '../../text/characters.ts'

const mangled = {
  id: 'token-url-mangled',
  dimension: 'input',
  families: undefined,
  tried: 'spaces in the token read as +',
  explain: ({ what }) =>
    what === 'case'
      ? {
          sentence:
            'Every letter of this token is in one case: something changed it, and base64url can’t be decoded without the original case.',
          fix: 'Copy the token again from its source. This copy can’t be repaired.',
        }
      : {
          clause: 'its spaces were plus signs: a URL decoder turned + into a space',
          fix: 'Percent-encode the token in form data and URLs, or better, use base64url, which has no +.',
          button: 'Restore the plus signs',
        },
  *tries(material) {
    const { token, text } = material
    const raw = text.slice(token.span.from, token.span.to)
    const parts = raw.trim().split('.')
    if (parts.length === 3 && / /.test(raw) && !/[\r\n\t]/.test(raw)) {
      const [head, body, signature] = parts.map((part) => part.trim().replace(/ /g, '+')) as [string, string, string]
      const url = (part: string) => withoutTrailing(part, '=').replace(/\+/g, '-').replace(/\//g, '_')
      const received = url(signature)
      for (const [h, b] of [
        [head, body],
        [url(head), url(body)],
      ] as const) {
        const fix: readonly Repair[] = [
          { do: 'set-segment', part: 'header', segment: h },
          { do: 'set-segment', part: 'payload', segment: b },
          { do: 'set-segment', part: 'signature', segment: received },
        ]
        const attempt = inputAttempt(material, `${h}.${b}`, { what: 'plus' }, fix)
        yield {
          ...attempt,
          change: { ...attempt.change, signature: decodeBase64url(received).bytes },
          evidence: difference('Token', raw, raw.replace(/ /g, '+')),
        }
      }
    }
    const { compact } = token
    if (compact.length > 60 && /[a-z]/i.test(compact) && (compact === compact.toLowerCase() || compact === compact.toUpperCase())) {
      yield { change: undefined, args: { what: 'case' } }
    }
  },
} as const satisfies Cause

const lineWrapped = {
  id: 'token-line-wrapped',
  dimension: 'input',
  families: undefined,
  tried: 'the parts with line breaks in them',
  explain: ({ width }) => ({
    clause:
      width === 0
        ? 'the spaces and line breaks inside the token had been signed with it'
        : `the parts were wrapped every ${String(width)} characters: a MIME encoder broke the lines before they were signed`,
    fix: 'Encode without line breaks (base64 -w0, Base64.getUrlEncoder, strict_encode64), then sign.',
  }),
  *tries(material) {
    const { token, text, head, body } = material
    const raw = text.slice(token.span.from, token.span.to)
    const end = raw.lastIndexOf('.')
    if (/\s/.test(raw) && end > 0 && raw.split('.').length === 3) yield inputAttempt(material, raw.slice(0, end), { width: 0 })
    if (body.length > 100_000) return
    for (const width of [76, 64, 60]) {
      for (const newline of ['\n', '\r\n']) {
        for (const last of ['', newline]) {
          for (const pad of [false, true]) {
            const wrap = (segment: string) => {
              const full = pad ? segment + '='.repeat((4 - (segment.length % 4)) % 4) : segment
              return (full.match(new RegExp(`.{1,${width}}`, 'g')) ?? []).join(newline) + last
            }
            const signed = `${wrap(head)}.${wrap(body)}`
            if (signed !== `${head}.${body}`) yield inputAttempt(material, signed, { width })
          }
        }
      }
    }
  },
} as const satisfies Cause

export const transportCauses = [mangled, lineWrapped] as const satisfies readonly Cause[]
