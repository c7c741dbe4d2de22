// Reads many keys one after another, with pauses, and stops if that takes too long.
import type { Budget } from '../budget.ts'
import { problem, type KeyProblem } from './key-material.ts'

/** Always read this many. If they take seconds, the machine or the network is slow; the set is not too large. */
const READ_ANYWAY = 100

/** What `work` returns for each item; undefined if the budget ended first. The results so far are then useless, since the right key may be among the rest. */
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

/** The problem to report if `inTurn` stopped. */
export function tooManyKeys(): KeyProblem {
  return problem(
    'key-too-costly',
    'more keys than can be read in the time allowed',
    'the keys that may have signed this token',
    'paste fewer keys',
  )
}
