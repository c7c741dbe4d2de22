// Runs the search: makes trials in batches without blocking the page, stops at the first hit, and counts the trials.
import { hashOf, algorithmByName, hashLength, resolveAlgorithm } from '../algorithms/algorithms.ts'
import { hmac } from '../crypto/primitives/hmac.ts'
import type { Attempt, Cause, Change, Material, Method, Proof } from './cause/cause.ts'
import { methodOf, utf8 } from './cause/material.ts'
import { truncatedAttempt } from './signature/signature-forms.ts'
import { costOf, holds, suits } from './cause/trial.ts'
import { equalBytes, joinBytes } from '../text/bytes.ts'

/** One attempt of a hypothesis. */
export interface Hypothesis {
  readonly cause: Cause
  readonly attempt: Attempt
}

export interface Match {
  /** They all apply together. */
  readonly steps: readonly Hypothesis[]
  readonly proof: Proof
}

export interface SearchOptions {
  readonly signal?: AbortSignal | undefined
  /** Called now and then with the number of trials so far. */
  readonly onProgress?: ((tried: number) => void) | undefined
  /** When to end, in the time of `performance.now()`; by default when everything has been tried. */
  readonly until?: number | undefined
  /** Lets the page handle input and paint. By default a timer of 0 ms. */
  readonly pause?: (() => Promise<void>) | undefined
}

export interface Limits {
  readonly macs: number
  readonly verifies: number
  /** The most bytes to hash: by default a huge token gets fewer trials, not a slow page. */
  readonly bytes?: number
}

/** Work between two pauses, in milliseconds. */
const SLICE = 7
const BATCH = 100
const BATCH_BYTES = 1_000_000
const MOST_BYTES = 200_000_000
/** Fewer matching bytes could be chance: 10 bytes are 80 bits. */
const LEAST_PREFIX = 10

export class Search {
  tried = 0
  readonly #material: Material
  readonly #options: SearchOptions
  readonly #limits: Limits
  readonly #truncation: Cause | undefined
  #macs = 0
  #verifies = 0
  #bytes = 0
  #since = performance.now()
  /** Other forms of the signature, which every trial compares without computing another MAC. */
  forms: readonly Hypothesis[] = []
  /** Facts found without a trial. */
  readonly facts: Hypothesis[] = []

  constructor(material: Material, limits: Limits, options: SearchOptions, truncation?: Cause) {
    this.#material = material
    this.#limits = limits
    this.#options = options
    this.#truncation = truncation
  }

  get stopped(): boolean {
    return this.#options.signal?.aborted === true || performance.now() > (this.#options.until ?? Infinity)
  }

  /** Yields to the page once the slice is used up. */
  async breathe(): Promise<void> {
    if (this.stopped || performance.now() - this.#since < SLICE) return
    this.#options.onProgress?.(this.tried)
    await (this.#options.pause?.() ?? new Promise((resolve) => setTimeout(resolve, 0)))
    this.#since = performance.now()
  }

  /** The attempts of causes that can be tried, as steps; pauses between them, and sets facts aside. */
  async *steps(causes: readonly Cause[]): AsyncIterable<Hypothesis> {
    for (const cause of causes) {
      for await (const attempt of cause.tries(this.#material)) {
        if (this.stopped) return
        await this.breathe()
        if (attempt.change) yield { cause, attempt }
        else this.facts.push({ cause, attempt })
      }
    }
  }

  /** All steps of causes, at once. */
  async collect(causes: readonly Cause[]): Promise<Hypothesis[]> {
    const steps: Hypothesis[] = []
    for await (const step of this.steps(causes)) steps.push(step)
    return steps
  }

  /**
   * Tries each combination in order until one succeeds. `withForms`: also verifies every other form of the signature; a MAC is compared
   * with all of them anyway. `most`: the most trials that these may take.
   */
  async run(
    combinations: Iterable<readonly Hypothesis[]> | AsyncIterable<readonly Hypothesis[]>,
    withForms = true,
    most?: number,
  ): Promise<Match | undefined> {
    let batch: Promise<Match | undefined>[] = []
    let bytes = 0
    const settle = async () => {
      const hits = await Promise.all(batch)
      batch = []
      bytes = 0
      await this.breathe()
      return hits.find((hit) => hit !== undefined)
    }
    const until = this.tried + (most ?? Infinity)
    for await (const steps of combinations) {
      if (this.stopped || this.tried >= until) break
      for (const trial of this.#trials(steps, withForms)) {
        bytes += trial.size
        batch.push(trial.run())
      }
      if (batch.length >= BATCH || bytes > BATCH_BYTES || performance.now() - this.#since > SLICE) {
        const hit = await settle()
        if (hit) return hit
      }
      if (this.#bytes > (this.#limits.bytes ?? MOST_BYTES)) break
    }
    return settle()
  }

  /** The trials of one combination: one MAC, or one verification for each key and form of the signature. */
  *#trials(steps: readonly Hypothesis[], withForms: boolean): Iterable<{ readonly size: number; run(): Promise<Match | undefined> }> {
    const material = this.#material
    const change = merged(steps)
    const method = change.method ?? this.#methodFor(change)
    if (!method) return
    const input = change.input ?? this.#inputOf(change)
    const signature = change.signature ?? material.received
    if (method.family === 'HMAC') {
      const secret = change.secret ?? material.secret
      if (!secret || this.#macs >= this.#limits.macs) return
      this.#macs++
      this.tried++
      this.#bytes += input.length
      yield { size: input.length, run: () => this.#mac(steps, method, secret, input, signature, !change.signature) }
      return
    }
    const keys = change.key ? [change.key] : material.keys.filter((key) => suits(method, key)).slice(0, 4)
    const forms = withForms && !change.signature ? this.forms : []
    for (const key of keys) {
      for (const form of [undefined, ...forms]) {
        if (steps.length === 0 && !form && method === this.#own()) continue
        if (this.#verifies >= this.#limits.verifies) return
        const cost = costOf(method, key)
        this.#verifies += cost
        this.tried++
        this.#bytes += input.length
        const bytes = form?.attempt.change?.signature ?? signature
        yield {
          size: input.length + (cost - 1) * (BATCH_BYTES / 10),
          run: async () =>
            (await holds(method, key, bytes, input)) ? { steps: form ? [...steps, form] : steps, proof: { by: 'signature' } } : undefined,
        }
      }
    }
  }

  #method: Method | undefined
  #own(): Method | undefined {
    return (this.#method ??=
      this.#material.algorithm && this.#material.algorithm.family !== 'none' ? methodOf(this.#material.algorithm) : undefined)
  }

  /** The header's method; undefined if another key is tried that doesn’t suit it. */
  #methodFor(change: Change): Method | undefined {
    const own = this.#own()
    if (!own) return undefined
    const row = algorithmByName(own.name)
    const resolved = row && change.key && resolveAlgorithm(row, change.key.curve)
    if (resolved && resolved !== row) return { ...own, name: resolved.name }
    return change.key && !suits(own, change.key) ? undefined : own
  }

  /** The signing input as received; encoded once, since most trials of a large token share it. */
  #received: Uint8Array<ArrayBuffer> | undefined
  #inputOf({ head, body }: Change): Uint8Array<ArrayBuffer> {
    const material = this.#material
    const received = (this.#received ??= material.signature.signingInput())
    if (head === undefined && body === undefined) return received
    // An unencoded payload may be of any bytes, and stays as it came (RFC 7797 section 3).
    return joinBytes(utf8(`${head ?? material.head}.`), body === undefined ? received.subarray(utf8(material.head).length + 1) : utf8(body))
  }

  async #mac(
    steps: readonly Hypothesis[],
    method: Method,
    secret: Uint8Array<ArrayBuffer>,
    input: Uint8Array<ArrayBuffer>,
    signature: Uint8Array<ArrayBuffer>,
    withForms: boolean,
  ): Promise<Match | undefined> {
    const mac = await hmac(hashOf(method), secret, input)
    const proof: Proof = { by: 'mac', bits: 8 * hashLength(hashOf(method)) }
    if (equalBytes(mac, signature)) return steps.length > 0 ? { steps, proof } : undefined
    if (!withForms) return undefined
    for (const form of this.forms) if (equalBytes(mac, form.attempt.change!.signature!)) return { steps: [...steps, form], proof }
    const cut = signature.length
    if (this.#truncation && cut >= LEAST_PREFIX && cut < mac.length && equalBytes(mac.subarray(0, cut), signature)) {
      return {
        steps: [...steps, { cause: this.#truncation, attempt: truncatedAttempt(mac, signature) }],
        proof: { by: 'prefix', bits: 8 * cut, of: 8 * mac.length },
      }
    }
    return undefined
  }
}

function merged(steps: readonly Hypothesis[]): Change {
  return steps.length === 1 ? (steps[0]!.attempt.change ?? {}) : Object.assign({}, ...steps.map((step) => step.attempt.change ?? {}))
}
