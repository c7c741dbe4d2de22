// A clock for the payroll API that moves only when it is advanced.

export interface ServerClock {
  /** Milliseconds since 1970-01-01T00:00:00Z, as Date.now() counts. */
  now(): number
}

export interface MovableClock extends ServerClock {
  /** Moves the clock by seconds; negative goes back. */
  advance(seconds: number): void
}

/** A clock that shows `start` (milliseconds since the epoch) until it is advanced. */
export function movableClock(start: number): MovableClock {
  let at = start
  return {
    now: () => at,
    advance: (seconds) => {
      at += seconds * 1000
    },
  }
}

/** The NumericDate of the clock: whole seconds since the epoch (RFC 7519 section 2). */
export function numericDate(clock: ServerClock): number {
  return Math.floor(clock.now() / 1000)
}
