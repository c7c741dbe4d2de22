// The items that several stages share, such as messages on the wire, editors for a held request, and the server's checks.
import { encodeText } from '../../core/text/base64url.ts'
import type { Item, Look } from '../lesson.ts'
import type { LessonDesk, Exchange } from './desk.ts'
import type { Workshop } from './workshop.ts'
import { bearerOf, compact, laidOut, segmentOf, textOf, withBearer, withSegment, type SegmentIndex } from './token-text.ts'

export function button(
  shop: Workshop,
  name: string,
  run: () => void | Promise<void>,
  options: { readonly main?: boolean; readonly disabled?: string | undefined } = {},
): Item {
  return { kind: 'button', name, run: () => shop.run(run), ...options }
}

/** The reason to disable a button, unless the thing it needs is there. */
export function unless(there: unknown, reason: string): string | undefined {
  return there ? undefined : reason
}

export function value(name: string, text: string, look: Look = 'plain', note?: string): Item {
  return { kind: 'value', name, text, look, ...(note !== undefined && { note }) }
}

/** A text that is edited at once; `after` is queued behind the edit, for computations. */
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

/** Says what is wrong with a typed answer; nothing if it is empty or right. */
export function unlessRight(answer: string, right: string): readonly Item[] {
  const given = answer.trim()
  if (given === '' || given === right) return []
  if (given.replace(/^["'“‘]|["'”’]$/g, '') === right) return [{ kind: 'note', text: 'The quotes are not part of it.' }]
  return [{ kind: 'note', text: 'That isn’t it yet.' }]
}

/** The last exchange as it crossed the wire. */
export function crossing(last: Exchange | undefined, idle: string): readonly Item[] {
  if (!last) return [{ kind: 'note', text: idle }]
  return [
    { kind: 'message', name: 'Request', text: last.request },
    { kind: 'message', name: 'Response', text: last.reply.text, status: last.reply.status },
  ]
}

/** The last response, marked as old if `held` is a different request by now, or if something else has `changed` since. */
export function response(desk: LessonDesk, held?: string, changed = false): readonly Item[] {
  if (!desk.last) return []
  const { text, status } = desk.last.reply
  return [{ kind: 'message', name: 'Response', text, status, stale: changed || isStale(desk, held) }]
}

function isStale(desk: LessonDesk, held: string | undefined): boolean {
  return held !== undefined && held !== '' && held !== desk.last?.request
}

/** The verifier's steps for the last request, marked as old like the response. */
export function verdict(desk: LessonDesk, held?: string, changed = false): readonly Item[] {
  const steps = desk.last?.record?.steps ?? []
  if (!desk.last) return [{ kind: 'note', text: 'No request has arrived yet.' }]
  return steps.length > 0
    ? [{ kind: 'steps', name: 'Steps of the verifier', steps, stale: changed || isStale(desk, held) }]
    : [{ kind: 'note', text: 'This request doesn’t contain a token, so there is nothing to verify.' }]
}

/** A request that waits on the wire and can be changed there. */
export interface Held {
  text: string
  /** Header and payload as typed, including whitespace; the request contains them in compact form. */
  readonly drafts?: Map<SegmentIndex, string>
}

/** A held request; an empty `text` means that the browser hasn't sent one yet. */
export function hold(text = ''): Held {
  return { text, drafts: new Map() }
}

const PARTS: readonly { readonly name: string; readonly look: Look }[] = [
  { name: 'Token header', look: 'header' },
  { name: 'Token payload', look: 'payload' },
  { name: 'Token signature', look: 'signature' },
]

/** Editors for the parts of the token in a held request, then the whole request; an edit of one changes the other. */
export function wireEditors(shop: Workshop, held: Held, parts: readonly SegmentIndex[]): readonly Item[] {
  const token = bearerOf(held.text)
  if (held.text === '') return [{ kind: 'note', text: 'Nothing is on the wire yet. First the browser has to ask for something.' }]
  const editors = parts.map((part): Item => {
    const segment = segmentOf(token ?? '', part)
    const { name, look } = PARTS[part]!
    const set = (text: string) => {
      held.drafts?.set(part, text)
      held.text = withBearer(held.text, withSegment(bearerOf(held.text) ?? '', part, part === 2 ? text : encodeText(compact(text))))
    }
    const draft = held.drafts?.get(part)
    // Use the draft only while the request still contains it, because a button may have put another token there.
    const shown = draft !== undefined && encodeText(compact(draft)) === segment ? draft : laidOut(textOf(segment))
    return editor(shop, name, part === 2 ? segment : shown, set, { look })
  })
  const whole = editor(shop, 'Request on the wire', held.text, (text) => (held.text = text), { look: 'token' })
  return token === undefined ? [whole] : [...editors, whole]
}
