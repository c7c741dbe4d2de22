// Measures how long a thread has worked, so that a time limit works the same on a busy machine as on a quiet one.
import { readFileSync } from 'node:fs'

/**
 * Milliseconds of processor time that this thread has used since it started; clock time if the system doesn't report it.
 * Doesn't count what Web Crypto does outside the thread.
 */
export function threadTime(): number {
  try {
    return Number(readFileSync('/proc/thread-self/schedstat', 'utf8').split(' ', 1)[0]) / 1e6
  } catch {
    return performance.now()
  }
}

/** In milliseconds; shorter times say more about the machine than about the work. */
const LEAST = 2.5

/**
 * How many times as long `work` takes for eight times as much (half of `n`, and four times `n`): 8 if it is linear, 64 if it is
 * quadratic. Takes the best of three runs, since a busy machine and a garbage collector only add time.
 */
export async function growth(work: (n: number) => unknown, n: number): Promise<number> {
  const times: number[] = []
  for (const size of [Math.floor(n / 2), 4 * n]) {
    let best = Infinity
    for (let run = 0; run < 3; run++) {
      const begin = threadTime()
      await work(size)
      best = Math.min(best, threadTime() - begin)
    }
    times.push(Math.max(best, LEAST))
  }
  const [once = LEAST, eightTimes = LEAST] = times
  return eightTimes / once
}

/** A larger factor isn't just noise on linear work: allocating memory for the larger text can cost several times as much as the work itself. */
export const SUPERLINEAR = 40
