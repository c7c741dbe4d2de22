// Limits the sign-ins for one name with a sliding window of one minute.
import type { ServerClock } from './clock.ts'

export const ATTEMPTS = 10
export const WINDOW = 60

/** Returns 0 if the attempt may go on, otherwise the seconds to wait (RFC 6585 section 4, Retry-After). */
export function rateLimit(clock: ServerClock): (name: string) => number {
  const attempts = new Map<string, number[]>()
  return (name) => {
    const now = clock.now()
    const recent = (attempts.get(name) ?? []).filter((at) => now - at < WINDOW * 1000)
    attempts.set(name, recent)
    if (recent.length < ATTEMPTS) {
      recent.push(now)
      return 0
    }
    return Math.max(1, Math.ceil((recent[0]! + WINDOW * 1000 - now) / 1000))
  }
}
