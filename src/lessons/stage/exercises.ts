// Helpers for questions that are answered by picking an option or writing a text, with replies that name the actual mistake.
import type { Exercise, Given, Look, Reply } from '../lesson.ts'
import type { Exchange } from './desk.ts'
import { segmentOf } from './token-text.ts'

export const right = (say: string): Reply => ({ right: true, say })
export const wrong = (say: string): Reply => ({ right: false, say })

interface Picked {
  readonly given?: readonly Given[]
  readonly answer: string
  /** Shown when it is picked. */
  readonly because: string
  /** The other options, each with why it is wrong. */
  readonly others: Readonly<Record<string, string>>
  /** The order of the options; without it, the answer comes first. */
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
  /** The initial text of the box. */
  readonly value?: string
  readonly look?: Look
  readonly oneLine?: boolean
  readonly answer: string
  readonly mistakes: readonly string[]
  /** Checks the text, which has no whitespace around it. */
  judge(text: string): Reply | Promise<Reply>
}

/** A question with a text to write or change. */
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

/** True if the text is right except for quotes around it. */
export function isQuoted(text: string, wanted: string): boolean {
  return text !== wanted && text.replace(QUOTES, '') === wanted
}

/** What an edit did to a token, as a mistake; undefined if nothing was changed. */
export function editOf(before: string, after: string): string | undefined {
  if (after === before) return undefined
  if (after.split('.').length !== 3) return 'A signed token has three segments and two dots. Yours has a different number of them.'
  if (segmentOf(after, 0) !== segmentOf(before, 0)) return 'You changed the header, and the signature covers it too.'
  if (segmentOf(after, 1) !== segmentOf(before, 1)) return 'You changed the payload, and the signature covers it.'
  return 'You changed the signature itself, so it doesn’t match anything anymore.'
}

/** A server's answer in one sentence, with the status and the check that refused. */
export function answerOf({ reply, record }: Exchange): string {
  const failed = record?.steps.find(({ outcome }) => outcome === 'failed')
  return failed
    ? `The server answers ${reply.status}, refused at “${failed.title}” ${failed.detail}`
    : `The server answers ${reply.status}.`
}
