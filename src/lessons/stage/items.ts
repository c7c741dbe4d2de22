// The items that several stages share: messages on the wire, editors for a held request, and what the server did.
import { encodeText } from '../../core/text/base64url.ts'
import type { Item, Look } from '../lesson.ts'
import type { LessonDesk, Exchange } from './desk.ts'
import type { Workshop } from './workshop.ts'
import { bearerOf, segmentOf, textOf, withBearer, withSegment, type SegmentIndex } from './token-text.ts'

export function button(
  shop: Workshop,
  name: string,
  run: () => void | Promise<void>,
  options: { readonly main?: boolean; readonly disabled?: boolean } = {},
): Item {
  return { kind: 'button', name, run: () => shop.run(run), ...options }
}

export function value(name: string, text: string, look: Look = 'plain', note?: string): Item {
  return { kind: 'value', name, text, look, ...(note !== undefined && { note }) }
}

/** A text that is edited at once; `after` is queued behind it, for what has to be computed. */
export function editor(
  shop: Workshop,
  name: string,
  current: string,
  set: (text: string) => void,
  options: { readonly look?: Look; readonly oneLine?: boolean; readonly after?: () => Promise<void> } = {},
): Item {
  const { look = 'plain', oneLine = false, after } = options
  const edit = (text: string): void | Promise<void> => {
    set(text)
    if (after) return shop.run(after)
    shop.changed()
  }
  return { kind: 'text', name, value: current, edit, look, oneLine }
}

/** Says so where an answer was written and is not the right one. */
export function unlessRight(answer: string, right: string): readonly Item[] {
  return answer.trim() === '' || answer.trim() === right ? [] : [{ kind: 'note', text: 'That is not it yet.' }]
}

/** The last exchange as it crossed the wire. */
export function crossing(last: Exchange | undefined, idle: string): readonly Item[] {
  if (!last) return [{ kind: 'note', text: idle }]
  return [
    { kind: 'message', name: 'Request', text: last.request },
    { kind: 'message', name: 'Response', text: last.reply.text, status: last.reply.status },
  ]
}

/** What the verifier did with the last request. */
export function verdict(desk: LessonDesk): readonly Item[] {
  const steps = desk.last?.record?.steps ?? []
  if (!desk.last) return [{ kind: 'note', text: 'No request has arrived yet.' }]
  return steps.length > 0
    ? [{ kind: 'steps', name: 'Steps of the verifier', steps }]
    : [{ kind: 'note', text: 'This request carries no token, so the verifier has nothing to do.' }]
}

/** A request that is held on the wire and can be changed there. */
export interface Held {
  text: string
}

const PARTS: readonly { readonly name: string; readonly look: Look }[] = [
  { name: 'Token header', look: 'header' },
  { name: 'Token payload', look: 'payload' },
  { name: 'Token signature', look: 'signature' },
]

/** Editors for the parts of the token in a held request, then the whole request; an edit of one changes the other. */
export function wireEditors(shop: Workshop, held: Held, parts: readonly SegmentIndex[]): readonly Item[] {
  const token = bearerOf(held.text)
  if (held.text === '') return [{ kind: 'note', text: 'Nothing is on its way. The browser has to ask for something first.' }]
  const editors = parts.map((part): Item => {
    const segment = segmentOf(token ?? '', part)
    const { name, look } = PARTS[part]!
    const set = (text: string) => {
      held.text = withBearer(held.text, withSegment(bearerOf(held.text) ?? '', part, part === 2 ? text : encodeText(text)))
    }
    return editor(shop, name, part === 2 ? segment : textOf(segment), set, { look })
  })
  const whole = editor(shop, 'Request on the wire', held.text, (text) => (held.text = text), { look: 'token' })
  return token === undefined ? [whole] : [...editors, whole]
}
