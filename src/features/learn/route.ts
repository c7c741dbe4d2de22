// Where in the room somebody is, as the part of the fragment behind `#/learn/`.
import { LESSONS } from '../../lessons/index.ts'
import type { Lesson } from '../../lessons/lesson.ts'

export type Page = { readonly kind: 'lesson'; readonly lesson: Lesson } | { readonly kind: 'choose-well' }

export interface LearnPlace {
  readonly page: Page
  readonly present: boolean
}

export const CHOOSE_WELL = 'choose-well'

/** Reads `LESSON`, `LESSON?present` or `choose-well`; anything unknown is the first lesson. */
export function readPlace(text: string): LearnPlace {
  const [id = '', query = ''] = text.split('?')
  const present = query.split('&').some((each) => each === 'present' || each.startsWith('present='))
  const lesson = LESSONS.find((each) => each.id === id) ?? LESSONS[0]!
  return { page: id === CHOOSE_WELL ? { kind: 'choose-well' } : { kind: 'lesson', lesson }, present }
}

export function lessonLink(id: string, present = false): string {
  return `#/learn/${id}${present ? '?present' : ''}`
}

/** The fragment that opens a token in the inspector, with the public key that verifies it; `present`: in large type. */
export function inspectorLink(token: string, publicKey: string | undefined, present = false): string {
  const key = publicKey === undefined ? '' : `&key=${encodeURIComponent(publicKey)}`
  return `#token=${encodeURIComponent(token)}${key}${present ? '&present' : ''}`
}
