// Reads many keys one after the other, with pauses, and stops where they take too long.
import type { Budget } from '../budget.ts'
import { problem, type KeyProblem } from './key-material.ts'

/** So many are read whatever it takes: where they take seconds, the machine or the network is slow, not the set too large. */
const READ_ANYWAY = 100

/** What `work` makes of each item; undefined where the budget ended before. Those done so far are of no use, since the right key may be among the rest. */
export async function inTurn<A, B>(
  items: Iterable<A>,
  budget: Budget,
  work: (item: A, index: number) => B | Promise<B>,
): Promise<B[] | undefined> {
  const done: B[] = []
  for (const item of items) {
    if (!(await budget.goOn()) && done.length >= READ_ANYWAY) return undefined
    done.push(await work(item, done.length))
  }
  return done
}

/** The answer where `inTurn` stopped. */
export function tooManyKeys(): KeyProblem {
  return problem(
    'key-too-costly',
    'so many keys that reading them takes too long, so it was stopped',
    'the keys that may have signed this token',
    'paste fewer of them',
  )
}
