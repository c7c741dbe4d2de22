// A lesson as a list of slides, for the projector, for links, and for the notes and the teachers' guide.
import type { Lesson } from './lesson.ts'

export type Slide =
  | { readonly kind: 'title' }
  /** A paragraph of what to know, counted from 0. */
  | { readonly kind: 'know'; readonly index: number }
  /** The stage after this many moves of the solution; 0 shows the task. */
  | { readonly kind: 'stage'; readonly moves: number }
  | { readonly kind: 'question'; readonly index: number }
  | { readonly kind: 'remember' }

/** The slides of a lesson, without the moves of its solution if that is held back. */
export function slidesOf(lesson: Lesson, held = false): readonly Slide[] {
  return [
    { kind: 'title' },
    ...lesson.know.map((_, index): Slide => ({ kind: 'know', index })),
    { kind: 'stage', moves: 0 },
    ...(held ? [] : lesson.solution.map((_, index): Slide => ({ kind: 'stage', moves: index + 1 }))),
    ...lesson.questions.map((_, index): Slide => ({ kind: 'question', index })),
    { kind: 'remember' },
  ]
}

/** The number of a slide in links, from 1; 0 if the lesson has no such slide. */
export function stepOf(lesson: Lesson, wanted: Slide): number {
  return slidesOf(lesson).findIndex((slide) => keyOf(slide) === keyOf(wanted)) + 1
}

/** A short key for the slide: "know 2", "stage 0". */
export function keyOf(slide: Slide): string {
  return [slide.kind, 'index' in slide ? slide.index : 'moves' in slide ? slide.moves : ''].join(' ').trim()
}
