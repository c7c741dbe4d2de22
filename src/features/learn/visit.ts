// The state of this visit, kept only in memory: the running lessons, and which of them are solved.
import { useSyncExternalStore } from 'react'
import { LESSONS } from '../../lessons/index.ts'
import type { Lesson } from '../../lessons/lesson.ts'
import { Answers } from './answers.ts'
import { Player } from './player.ts'

const players = new Map(LESSONS.map((lesson) => [lesson.id, new Player(lesson, () => Date.now())]))

const answers = new Map(LESSONS.map((lesson) => [lesson.id, new Answers(lesson, () => Date.now())]))

let held = false

/** Whether solutions are held back. The last address that named a lesson or page decides; one that names none changes nothing. */
export function holdFor(text: string, says: boolean): boolean {
  if (text !== '') held = says
  return held
}

let last = ''

/** What an address names. One that names nothing, as the link in the page's header, leads back to the lesson that was open last. */
export function resumed(text: string): string {
  const id = text.split('?')[0]
  if (LESSONS.some((lesson) => lesson.id === id)) last = id ?? ''
  return text === '' ? last : text
}

/** The player of a lesson; always the same one during a visit. */
export function playerOf(lesson: Lesson): Player {
  return players.get(lesson.id)!
}

/** The answers to a lesson's questions; always the same ones during a visit. */
export function answersOf(lesson: Lesson): Answers {
  return answers.get(lesson.id)!
}

/** The identifiers of the solved lessons, joined by spaces into a string, so that snapshots compare by value. */
function solvedIds(): string {
  return [...players.values()]
    .filter((player) => player.solved)
    .map((player) => player.lesson.id)
    .join(' ')
}

function subscribe(listener: () => void): () => void {
  const leave = [...players.values()].map((player) => player.subscribe(listener))
  return () => leave.forEach((each) => each())
}

/** The lessons that are solved in this visit. */
export function useSolved(): ReadonlySet<string> {
  return new Set(
    useSyncExternalStore(subscribe, solvedIds)
      .split(' ')
      .filter((id) => id !== ''),
  )
}

/** How many questions of each lesson were answered right in this visit, by the lesson's identifier. */
export function useAnswered(): ReadonlyMap<string, number> {
  useSyncExternalStore(subscribeToAnswers, answerVersions)
  return new Map([...answers].map(([id, each]) => [id, each.right]))
}

function answerVersions(): number {
  return [...answers.values()].reduce((sum, each) => sum + each.version(), 0)
}

function subscribeToAnswers(listener: () => void): () => void {
  const leave = [...answers.values()].map((each) => each.subscribe(listener))
  return () => leave.forEach((each) => each())
}

/** Rerenders when the answers change. */
export function useAnswers(shown: Answers): Answers {
  useSyncExternalStore(shown.subscribe, shown.version)
  return shown
}

/** Rerenders when the player changes. */
export function usePlayer(player: Player): Player {
  useSyncExternalStore(player.subscribe, player.version)
  return player
}
