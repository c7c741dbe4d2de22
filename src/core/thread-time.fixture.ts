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

/** Milliseconds; shorter times tell more of the machine than of the work. */
const LEAST = 2.5

/**
 * How many times as long `work` takes for eight times as much (half of `n`, and four times `n`): 8 where it is linear, 64 where it grows with
 * the square. The best of three runs, since a busy machine and a collector of garbage only add.
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

/** More than this is no noise on linear work: to get the memory for the larger text can cost some times what the work does. */
export const SUPERLINEAR = 40
