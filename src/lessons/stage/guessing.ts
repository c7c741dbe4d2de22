// Guesses a secret by really trying all of its length, for one second, and shows the count.
import type { Item } from '../lesson.ts'
import { hmac } from '../payroll-api/verifier.ts'
import { button, value } from './items.ts'
import type { Workshop } from './workshop.ts'

const LETTERS = 'abcdefghijklmnopqrstuvwxyz'
const BUDGET_MS = 1000
const SHOW_EVERY_MS = 100
const INPUT = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJmZXJuYW5kbyJ9'
/** At least this many letters are out of reach for a browser in one second. */
export const LONG = 12

interface Run {
  readonly length: number
  readonly guesses: number
  readonly perSecond: number
  readonly found: string | undefined
}

/** A random secret of letters, whose length a slider sets, and an attempt to guess it. */
export class Guessing {
  readonly #shop: Workshop
  #length = 2
  #run: Run | undefined
  /** The lengths whose secret was found, and those whose secret wasn't. */
  readonly found = new Set<number>()
  readonly missed = new Set<number>()

  constructor(shop: Workshop) {
    this.#shop = shop
  }

  async #guess(): Promise<void> {
    const length = this.#length
    const secret = Array.from(crypto.getRandomValues(new Uint8Array(length)), (byte) => LETTERS[byte % 26]).join('')
    const signature = await sign(secret)
    const began = performance.now()
    let shown = began
    let guesses = 0
    for (const guess of wordsOf(length)) {
      guesses++
      const hit = (await sign(guess)) === signature
      const now = performance.now()
      const over = now - began > BUDGET_MS
      if (!hit && !over && now - shown < SHOW_EVERY_MS) continue
      shown = now
      const perSecond = Math.max(1, Math.round((guesses * 1000) / Math.max(1, now - began)))
      this.#run = { length, guesses, perSecond, found: hit ? guess : undefined }
      this.#shop.changed()
      if (hit) this.found.add(length)
      else if (over) this.missed.add(length)
      if (hit || over) return
    }
  }

  items(): readonly Item[] {
    const total = 26 ** this.#length
    const run = this.#run?.length === this.#length ? this.#run : undefined
    return [
      {
        kind: 'slider',
        name: 'Letters in a random secret',
        from: 1,
        to: 32,
        step: 1,
        value: this.#length,
        text: `${this.#length}: ${inWords(total)} possible`,
        marks: [
          { at: 1, label: '1' },
          { at: 32, label: '32' },
        ],
        slide: (length) => {
          this.#length = Math.round(length)
          this.#shop.changed()
        },
      },
      button(this.#shop, 'Try all of this length', () => this.#guess()),
      ...(run
        ? [
            value(
              'Guesses',
              run.guesses.toLocaleString('en-US'),
              'plain',
              `${run.perSecond.toLocaleString('en-US')} per second in this browser`,
            ),
            value(
              'Outcome',
              run.found === undefined
                ? `not found in one second; trying all of them takes ${duration(total / run.perSecond)}`
                : `found: ${run.found}`,
              run.found === undefined ? 'good' : 'bad',
              run.found === undefined ? 'in this browser; real attackers are far faster' : undefined,
            ),
          ]
        : []),
    ]
  }
}

const sign = (secret: string) => hmac('HS256', new TextEncoder().encode(secret), INPUT)

function* wordsOf(length: number): Generator<string> {
  if (length === 0) {
    yield ''
    return
  }
  for (const word of wordsOf(length - 1)) for (const letter of LETTERS) yield word + letter
}

function inWords(count: number): string {
  return count < 1e9 ? count.toLocaleString('en-US') : `about 10^${Math.round(Math.log10(count))}`
}

function duration(seconds: number): string {
  const units = [
    [31_557_600, 'years'],
    [86_400, 'days'],
    [3600, 'hours'],
    [60, 'minutes'],
  ] as const
  const [size, unit] = units.find(([each]) => seconds >= each) ?? [1, 'seconds']
  return `${inWords(Math.round(seconds / size))} ${unit}`
}
