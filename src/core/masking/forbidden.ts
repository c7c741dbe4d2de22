// What must not be in a text that is given away: masked values in any form in which a text may carry them, and stretches of secrets.
import { encodeBase64url } from '../text/base64url.ts'
import { shown, visible } from '../text/quoted.ts'
import type { Span } from '../text/span.ts'
import { MARK } from './mark.ts'

/** Shorter values are masked in their own place alone: they stand in every text. */
const LEAST_VALUE = 4
/** Of a secret, this many characters in a row tell something of it. */
const LEAST_SECRET = 8
/** What begins with so many characters of a value counts as one: so that many values that begin alike cost no more than one. */
const LONGEST_HEAD = 48
/** Of more values that begin alike beyond that, only these are followed to their end. */
const MOST_ALIKE = 20
/** How far back from a "…" the beginning of a value is looked for; sentences quote no more of a value. */
const LONGEST_CUT = 200
/** Characters of secrets that are looked for: more than any private key has. */
const MOST_SECRET = 100_000

/** Values and secrets, to be found in texts and taken out of them. */
export class Forbidden {
  /** The beginnings of what is looked for, with what goes on longer, the longest first. */
  readonly #heads = new Map<string, string[]>()
  /** By their first four characters how long those beginnings are, the longest first. */
  readonly #lengths = new Map<string, number[]>()
  readonly #stems: readonly string[]
  readonly #stretches = new Set<string>()

  /** `allowed`: what is public of the secrets' keys; a stretch that is in it tells nothing. */
  constructor(values: Iterable<string>, secrets: Iterable<string> = [], allowed = '') {
    const long = [...new Set(values)].filter((value) => value.length >= LEAST_VALUE)
    this.#stems = [...new Set(long.map((value) => shown(value, Infinity)))]
    for (const form of new Set(long.flatMap(formsOf))) {
      const head = form.slice(0, LONGEST_HEAD)
      const rest = this.#heads.get(head) ?? []
      if (form.length > LONGEST_HEAD) rest.push(form)
      this.#heads.set(head, rest)
      const start = form.slice(0, LEAST_VALUE)
      const lengths = this.#lengths.get(start)
      if (!lengths) this.#lengths.set(start, [head.length])
      else if (!lengths.includes(head.length)) lengths.push(head.length)
    }
    for (const lengths of this.#lengths.values()) lengths.sort((a, b) => b - a)
    for (const rest of this.#heads.values()) rest.sort((a, b) => b.length - a.length).splice(MOST_ALIKE)
    const known = stretchesOf(allowed)
    for (const secret of secrets) for (const each of stretchesOf(secret)) if (!known.has(each)) this.#stretches.add(each)
  }

  /** Where the text holds any of it; stretches that touch are one. */
  find(text: string): Span[] {
    const spans: { from: number; to: number }[] = []
    for (let at = 0; at < text.length; at++) {
      const secret = this.#stretches.has(text.slice(at, at + LEAST_SECRET)) ? LEAST_SECRET : 0
      const to = at + Math.max(this.#valueAt(text, at), secret)
      if (to === at) continue
      const last = spans.at(-1)
      if (last && at <= last.to) last.to = Math.max(last.to, to)
      else spans.push({ from: at, to })
    }
    return spans
  }

  /** How many characters from there on are a value, or begin a long one. */
  #valueAt(text: string, at: number): number {
    const lengths = this.#lengths.get(text.slice(at, at + LEAST_VALUE)) ?? []
    for (const length of lengths) {
      const rest = this.#heads.get(text.slice(at, at + length))
      if (rest) return rest.find((form) => text.startsWith(form, at))?.length ?? length
    }
    return 0
  }

  isIn(text: string): boolean {
    return this.find(text).length > 0
  }

  /** The text with `mark` in place of each stretch, also of a value that a sentence cut with "…"; nothing where that would not help. */
  scrubbed(text: string, mark = MARK): string {
    let clean = this.#withoutCuts(text, mark)
    for (let again = 0; again < 3; again++) {
      const spans = this.find(clean)
      if (spans.length === 0) return clean
      clean = replaced(clean, spans, mark)
    }
    return this.isIn(clean) ? '' : clean
  }

  #withoutCuts(text: string, mark: string): string {
    const spans: Span[] = []
    for (let at = text.indexOf('…'); at >= 0; at = text.indexOf('…', at + 1)) {
      const before = text.slice(Math.max(0, at - LONGEST_CUT), at)
      const lengths = this.#stems.map((stem) => cutLength(before, stem))
      const longest = Math.max(0, ...lengths)
      if (longest >= LEAST_VALUE) spans.push({ from: at - longest, to: at })
    }
    return replaced(text, spans, mark)
  }
}

/** How many characters at the end of a text begin a value. */
function cutLength(text: string, value: string): number {
  const start = value.slice(0, LEAST_VALUE)
  for (let at = text.indexOf(start); at >= 0; at = text.indexOf(start, at + 1))
    if (value.startsWith(text.slice(at))) return text.length - at
  return 0
}

/** A value as itself, as sentences and JSON write it, and in base64url and base64 at each of the three places where its bytes can begin. */
function formsOf(value: string): string[] {
  const bytes = new TextEncoder().encode(value)
  const encoded = [0, 1, 2].map((offset) => innerCharacters(bytes, offset))
  const base64 = encoded.map((each) => each.replaceAll('-', '+').replaceAll('_', '/'))
  return [value, visible(value), shown(value, Infinity), JSON.stringify(value).slice(1, -1), ...encoded, ...base64].filter(
    (form) => form.length >= LEAST_VALUE,
  )
}

/** The base64url characters that these bytes alone decide, where `offset` bytes stand before them in their group of three (RFC 4648 section 4). */
function innerCharacters(bytes: Uint8Array, offset: number): string {
  const shifted = new Uint8Array(offset + bytes.length)
  shifted.set(bytes, offset)
  const from = Math.ceil((offset * 4) / 3)
  const to = Math.floor((shifted.length * 4) / 3)
  return encodeBase64url(shifted).slice(from, to)
}

function stretchesOf(text: string): Set<string> {
  const found = new Set<string>()
  const end = Math.min(text.length, MOST_SECRET) - LEAST_SECRET
  for (let at = 0; at <= end; at++) found.add(text.slice(at, at + LEAST_SECRET))
  return found
}

function replaced(text: string, spans: readonly Span[], mark: string): string {
  const pieces: string[] = []
  let at = 0
  for (const span of spans) {
    pieces.push(text.slice(at, span.from), mark)
    at = span.to
  }
  return pieces.join('') + text.slice(at)
}
