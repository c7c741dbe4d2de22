// What is remembered of this visit, in memory alone: the lessons under way and which of them are solved.
import { useSyncExternalStore } from 'react'
import { LESSONS } from '../../lessons/index.ts'
import type { Lesson } from '../../lessons/lesson.ts'
import { Answers } from './answers.ts'
import { Player } from './player.ts'

const players = new Map(LESSONS.map((lesson) => [lesson.id, new Player(lesson, () => Date.now())]))

const answers = new Map(LESSONS.map((lesson) => [lesson.id, new Answers(lesson, () => Date.now())]))

let held = false

/** Whether solutions are held back: as the last address said that named a lesson or page; one that names none changes nothing. */
export function holdFor(text: string, says: boolean): boolean {
  if (text !== '') held = says
  return held
}

/** The player of a lesson; the same one for the whole visit. */
export function playerOf(lesson: Lesson): Player {
  return players.get(lesson.id)!
}

/** The answers to a lesson's questions; the same ones for the whole visit. */
export function answersOf(lesson: Lesson): Answers {
  return answers.get(lesson.id)!
}

/** The identifiers of the lessons that are solved, joined by spaces: a plain value, so that it compares by itself. */
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

/** Which lessons are solved in this visit. */
export function useSolved(): ReadonlySet<string> {
  return new Set(
    useSyncExternalStore(subscribe, solvedIds)
      .split(' ')
      .filter((id) => id !== ''),
  )
}

/** How many questions of each lesson were answered in this visit, by the lesson's identifier. */
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

/** Shows the changes of answers. */
export function useAnswers(shown: Answers): Answers {
  useSyncExternalStore(shown.subscribe, shown.version)
  return shown
}

/** Shows a player's changes. */
export function usePlayer(player: Player): Player {
  useSyncExternalStore(player.subscribe, player.version)
  return player
}
