// The questions' common shapes: an option to pick, a text to write, a token to make for a server; each reply names the actual mistake.
import type { Exercise, Given, Look, Reply } from '../lesson.ts'
import type { Exchange } from './desk.ts'
import { segmentOf } from './token-text.ts'

export const right = (say: string): Reply => ({ right: true, say })
export const wrong = (say: string): Reply => ({ right: false, say })

interface Picked {
  readonly given?: readonly Given[]
  readonly answer: string
  /** Said when it is picked. */
  readonly because: string
  /** The other options, each with why it is wrong. */
  readonly others: Readonly<Record<string, string>>
  /** The options in this order; the answer first where it is absent. */
  readonly order?: readonly string[]
}

/** A question with options. */
export function picked({ given = [], answer, because, others, order }: Picked): Exercise {
  return {
    given,
    field: { kind: 'pick', options: order ?? [answer, ...Object.keys(others)] },
    answer,
    mistakes: Object.keys(others),
    check: async (text) => {
      if (text === answer) return right(because)
      return wrong(Object.hasOwn(others, text) ? (others[text] ?? '') : 'Pick one of the options first.')
    },
  }
}

interface Typed {
  readonly given?: readonly Given[]
  /** What the box holds at first. */
  readonly value?: string
  readonly look?: Look
  readonly oneLine?: boolean
  readonly answer: string
  readonly mistakes: readonly string[]
  /** Tries the text out; it has no whitespace around it. */
  judge(text: string): Reply | Promise<Reply>
}

/** A question with a text to write or to change. */
export function typed({ given = [], value = '', look = 'plain', oneLine = true, answer, mistakes, judge }: Typed): Exercise {
  return {
    given,
    field: { kind: 'text', value, look, oneLine },
    answer,
    mistakes,
    check: async (text) => (text.trim() === '' ? wrong('Write something first.') : judge(text.trim())),
  }
}

const QUOTES = /^["'“‘`]+|["'”’`]+$/g

/** True where the text is what was asked for but for quotes around it. */
export function isQuoted(text: string, wanted: string): boolean {
  return text !== wanted && text.replace(QUOTES, '') === wanted
}

/** What an edit did to a token, as a mistake; undefined where nothing was changed. */
export function editOf(before: string, after: string): string | undefined {
  if (after === before) return undefined
  if (after.split('.').length !== 3) return 'A signed token has three segments and two dots. Yours has another number of them.'
  if (segmentOf(after, 0) !== segmentOf(before, 0)) return 'You changed the header; the signature covers it too.'
  if (segmentOf(after, 1) !== segmentOf(before, 1)) return 'You changed the payload; the signature covers it.'
  return 'You changed the signature itself, so it matches nothing any more.'
}

/** How a server answered, in one sentence: the status, and the check that refused. */
export function answerOf({ reply, record }: Exchange): string {
  const failed = record?.steps.find(({ outcome }) => outcome === 'failed')
  return failed
    ? `The server answers ${reply.status}, refused at “${failed.title}” ${failed.detail}`
    : `The server answers ${reply.status}.`
}
