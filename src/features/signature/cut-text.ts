// Chooses which characters of a long signature stay visible: the first and last ones, and those around the first difference from the expected one.

export interface Piece {
  readonly text: string
  /** Where it begins in the whole text. */
  readonly at: number
  readonly hidden: boolean
}

/** Shorter texts aren't cut: signatures of HMAC, ECDSA and EdDSA can be compared in full. */
const LONG = 200
const END = 24
/** How many characters stay visible before and after the first difference. */
const [BEFORE, BEHIND] = [6, 18]

/** The whole text in pieces; `difference` is the offset of the first character that differs. */
export function cutText(text: string, difference: number | undefined): Piece[] {
  if (text.length <= LONG) return [{ text, at: 0, hidden: false }]
  const ends = [0, END]
  if (difference !== undefined && difference + BEHIND > END && difference - BEFORE < text.length - END)
    ends.push(Math.max(difference - BEFORE, END), Math.min(difference + BEHIND, text.length - END))
  ends.push(text.length - END, text.length)
  const pieces: Piece[] = []
  for (let i = 0; i + 1 < ends.length; i++) {
    const [from, to] = [ends[i]!, ends[i + 1]!]
    if (from < to) pieces.push({ text: text.slice(from, to), at: from, hidden: i % 2 === 1 })
  }
  return pieces
}
