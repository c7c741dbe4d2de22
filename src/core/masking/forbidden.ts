// Finds and removes what must not be in a shared text: masked values in any encoding that a text may use, and parts of secrets.
import { encodeBase64url } from '../text/base64url.ts'
import { shown, visible } from '../text/quoted.ts'
import type { Span } from '../text/span.ts'
import { MARK } from './mark.ts'

/** Shorter values are masked only in their own place, since they occur in every text. */
const LEAST_VALUE = 4
/** This many consecutive characters of a secret reveal part of it. */
const LEAST_SECRET = 8
/** Text that begins with this many characters of a value counts as that value, so that many values with the same beginning cost no more than one. */
const LONGEST_HEAD = 48
/** If more values than this share that beginning, only these are matched to their end. */
const MOST_ALIKE = 20
/** How far before a "…" to look for the beginning of a value; sentences quote no more than this. */
const LONGEST_CUT = 200
/** How many characters of a secret are searched for, more than any private key has. */
const MOST_SECRET = 100_000

/** Values and secrets to find in texts and remove. */
export class Forbidden {
  /** The beginnings to look for, each with its longer forms, longest first. */
  readonly #heads = new Map<string, string[]>()
  /** The lengths of those beginnings by their first four characters, longest first. */
  readonly #lengths = new Map<string, number[]>()
  readonly #stems: readonly string[]
  readonly #stretches = new Set<string>()

  /** `allowed` is the public part of the secrets' keys; text that is in it reveals nothing. */
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

  /** Where the text contains any of them; adjacent spans are merged. */
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

  /** How many characters at an offset are a value, or the beginning of a long one. */
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

  /** The text with `mark` in place of each match, even of a value that a sentence cut off with "…"; empty if that isn't enough. */
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

/** How many characters at the end of a text are the beginning of a value. */
function cutLength(text: string, value: string): number {
  const start = value.slice(0, LEAST_VALUE)
  for (let at = text.indexOf(start); at >= 0; at = text.indexOf(start, at + 1))
    if (value.startsWith(text.slice(at))) return text.length - at
  return 0
}

/** A value as it is, as sentences and JSON show it, and in base64url and base64 at each of the three places where its bytes can begin. */
function formsOf(value: string): string[] {
  const bytes = new TextEncoder().encode(value)
  const encoded = [0, 1, 2].map((offset) => innerCharacters(bytes, offset))
  const base64 = encoded.map((each) => each.replaceAll('-', '+').replaceAll('_', '/'))
  return [value, visible(value), shown(value, Infinity), JSON.stringify(value).slice(1, -1), ...encoded, ...base64].filter(
    (form) => form.length >= LEAST_VALUE,
  )
}

/** The base64url characters that depend on these bytes only, if `offset` bytes precede them in their group of three (RFC 4648 section 4). */
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
