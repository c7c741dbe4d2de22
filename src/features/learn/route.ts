// Reads and writes addresses in the Learn room, the part of the fragment after `#/learn/`.
import { LESSONS } from '../../lessons/index.ts'
import type { Lesson } from '../../lessons/lesson.ts'

export const CHOOSE_WELL = 'choose-well'
export const GLOSSARY = 'glossary'
export const VISIT = 'your-visit'
export const SUMMARY = 'summary'
export const TEACHERS = 'teachers'
export const WORKSHEET = 'worksheet'

/** The pages that aren't lessons, with their titles, in the order of the contents. */
export const PAGES = [
  { id: CHOOSE_WELL, title: 'Choose well' },
  { id: GLOSSARY, title: 'Glossary' },
  { id: SUMMARY, title: 'Summary' },
  { id: VISIT, title: 'Your visit' },
  { id: TEACHERS, title: 'For teachers' },
  { id: WORKSHEET, title: 'Worksheet' },
] as const
type PageId = (typeof PAGES)[number]['id']

export type Page = { readonly kind: 'lesson'; readonly lesson: Lesson } | { readonly kind: PageId }

export interface LearnPlace {
  readonly page: Page
  readonly present: boolean
  /** The slide that is presented, from 1. */
  readonly step: number
  /** Whether solutions and answers are held back. */
  readonly held: boolean
  /** Whether the worksheet is shown with its answers. */
  readonly answers: boolean
}

/** Reads `LESSON`, `LESSON?step=3&present`, `LESSON?hold`, or a page's name; anything unknown means the first lesson, at its first step. */
export function readPlace(text: string): LearnPlace {
  const [id = '', query = ''] = text.split('?')
  const fields = new Map(query.split('&').map((field): [string, string | undefined] => [field.split('=')[0] ?? '', field.split('=')[1]]))
  const step = Number(fields.get('step') ?? 1)
  const page = PAGES.find((each) => each.id === id)
  const lesson = LESSONS.find((each) => each.id === id) ?? LESSONS[0]!
  return {
    page: page ? { kind: page.id } : { kind: 'lesson', lesson },
    present: fields.has('present'),
    step: Number.isSafeInteger(step) && step > 0 ? step : 1,
    held: fields.has('hold'),
    answers: fields.has('answers'),
  }
}

/** The fragment of a lesson or page; if presented, with the slide to open it at, from 1. */
export function lessonLink(id: string, present = false, step = 1): string {
  return `#/learn/${id}${present ? `?${step > 1 ? `step=${step}&` : ''}present` : ''}`
}

/** A fragment of this room that also holds back solutions and answers; any other is unchanged. */
export function withHold(fragment: string): string {
  return fragment.startsWith('#/learn/') ? `${fragment}${fragment.includes('?') ? '&' : '?'}hold` : fragment
}

/** The fragment that opens a token in the inspector, with the public key that verifies it; `present` means in large type. */
export function inspectorLink(token: string, publicKey: string | undefined, present = false): string {
  const key = publicKey === undefined ? '' : `&key=${encodeURIComponent(publicKey)}`
  return `#token=${encodeURIComponent(token)}${key}${present ? '&present' : ''}`
}
