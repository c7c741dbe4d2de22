// Chooses the next hint of a lesson, so that hints follow the first open goal.
import type { Goal, Lesson } from '../../lessons/lesson.ts'

/** The position of the next hint: the first that isn't shown yet and whose goal is still open. Undefined if none is left. */
export function nextHint(
  { hints, hintGoals }: Pick<Lesson, 'hints' | 'hintGoals'>,
  goals: readonly Goal[],
  shown: readonly number[],
): number | undefined {
  const at = hints.findIndex((_, index) => {
    const goal = hintGoals?.[index]
    return !shown.includes(index) && !(goal !== undefined && goals[goal]?.met)
  })
  return at < 0 ? undefined : at
}
