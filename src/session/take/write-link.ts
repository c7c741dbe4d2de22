// Writes the fragments that `share-link.ts` reads. It is a separate file because no first visit writes one.
import type { SharedLink } from '../share-link.ts'

/** The fragment that opens a token, with a public key and expectations if there are any. It doesn't check for secrets; `share` does. */
export function writeLink({
  token,
  key = '',
  expect = '',
}: { readonly token: string } & Partial<Pick<SharedLink, 'key' | 'expect'>>): string {
  const pairs = Object.entries({ token, key, expect }).filter(([, value]) => value !== '')
  return `#${pairs.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&')}`
}

/** The place in a lesson that a link leads to. */
interface LessonPlace {
  /** From 1; undefined for the beginning. */
  readonly step?: number | undefined
  readonly present?: boolean
}

/** The fragment that opens a lesson: `#/learn/LESSON?step=3&present`. */
export function writeLessonLink(id: string, { step, present = false }: LessonPlace = {}): string {
  const query = [...(step === undefined ? [] : [`step=${step}`]), ...(present ? ['present'] : [])].join('&')
  return `#/learn/${id}${query === '' ? '' : `?${query}`}`
}

/** The lesson and step that such a fragment names; undefined if it names none. */
export function lessonOf(fragment: string): { readonly id: string; readonly step: number | undefined } | undefined {
  const [, id, query = ''] = fragment.match(/^#\/learn\/([a-z-]+)(?:\?(.*))?$/) ?? []
  const step = query.match(/(?:^|&)step=(\d{1,3})(?:&|$)/)?.[1]
  return id === undefined ? undefined : { id, step: step === undefined ? undefined : Number(step) }
}
