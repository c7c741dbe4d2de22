// A leeway as a short label.

/** "0 s", "30 s", "1 min"; seconds in. */
export function leewayInWords(seconds: number): string {
  return seconds >= 60 && seconds % 60 === 0 ? `${seconds / 60} min` : `${seconds} s`
}
