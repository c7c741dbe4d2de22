// How long a thread has worked, so that a bound on time holds on a busy machine as on a quiet one.
import { readFileSync } from 'node:fs'

/**
 * Milliseconds of processor time that this thread has taken since it began; of the clock, where the system does not tell.
 * What Web Crypto does beside the thread is not counted.
 */
export function threadTime(): number {
  try {
    return Number(readFileSync('/proc/thread-self/schedstat', 'utf8').split(' ', 1)[0]) / 1e6
  } catch {
    return performance.now()
  }
}

/** Times less than this tell more of the machine than of the work. */
const LEAST = 5

/**
 * How many times as long `work` takes for four times as much: 4 where it is linear, 16 where it grows with the square. The best of five
 * runs, since a busy machine and a collector of garbage only add.
 */
export async function growth(work: (n: number) => unknown, n: number): Promise<number> {
  const times: number[] = []
  for (const size of [n, 4 * n]) {
    let best = Infinity
    for (let run = 0; run < 5; run++) {
      const begin = threadTime()
      await work(size)
      best = Math.min(best, threadTime() - begin)
    }
    times.push(Math.max(best, LEAST))
  }
  const [once = LEAST, fourTimes = LEAST] = times
  return fourTimes / once
}

/** More than this is no noise on linear work. */
export const SUPERLINEAR = 12
