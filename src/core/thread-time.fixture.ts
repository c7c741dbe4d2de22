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
