// Lists every cause of the catalog in the order in which they are tried; findCauses() says as data why a signature doesn’t verify.
import type { Known } from '../rules/known.ts'
import type { Cause, CauseContext, CauseReport, HeldCause, Material } from './cause/cause.ts'
import { contentCauses, contentFacts, detachedCauses } from './signed/content.ts'
import { inputCauses } from './signed/input-forms.ts'
import { jsonHeaderCauses } from './signed/json-header.ts'
import { jsonPayloadCauses } from './signed/json-payload.ts'
import { keySetCauses, keySetFacts } from './key/key-set.ts'
import { keyTextCauses, keyTextFacts } from './key/key-text.ts'
import { materialOf } from './cause/material.ts'
import { methodCauses } from './signature/method.ts'
import { oneCharacter } from './signed/one-character.ts'
import { publicKeySecretCauses } from './secret/public-key-secret.ts'
import { publishedSecret } from './secret/published-secret.ts'
import { Search, type Match, type Limits, type SearchOptions, type Hypothesis } from './search.ts'
import { secretBytesCauses } from './secret/secret-bytes.ts'
import { secretEncodingCauses } from './secret/secret-encoding.ts'
import { secretTextCauses } from './secret/secret-text.ts'
import { signatureCauses } from './signature/signature-forms.ts'
import { transportCauses } from './signed/transport.ts'

/** Reported if nothing makes the signature verify. */
const noneFits = {
  id: 'none-fits',
  dimension: 'fact',
  families: undefined,
  tried: '',
  explain: ({ tried }) => ({
    sentence:
      tried === 0
        ? 'There is nothing here to try. Most likely this is the wrong key.'
        : `None of ${Number(tried).toLocaleString('en')} trials explains it. Most likely this is the wrong key, or the content was changed.`,
    fix: 'Ask the issuer which key it signs with, then copy the token again from its source.',
  }),
  *tries() {},
} as const satisfies Cause

/** The registry: forms of the secret, then other algorithms, other inputs, other keys, other content, and facts that need no trial. */
const ALL = [
  ...signatureCauses,
  ...secretEncodingCauses,
  ...secretTextCauses,
  ...secretBytesCauses,
  ...publicKeySecretCauses,
  ...methodCauses,
  ...keySetCauses,
  ...keyTextCauses,
  ...detachedCauses,
  ...inputCauses,
  ...transportCauses,
  ...jsonPayloadCauses,
  ...jsonHeaderCauses,
  ...contentCauses,
  ...keyTextFacts,
  ...keySetFacts,
  ...contentFacts,
  publishedSecret,
  oneCharacter,
  noneFits,
] as const satisfies readonly Cause[]

/** The id of a cause of the catalog. */
export type CauseId = Known<(typeof ALL)[number]['id']>

/** By id, the contract's `data-cause`. */
export const CAUSES: ReadonlyMap<string, Cause> = new Map(ALL.map((cause): [CauseId, Cause] => [cause.id, cause]))

function is(cause: Cause, id: CauseId): boolean {
  return cause.id === id
}

/** Characters. Each form of a longer text takes long to make, and no one has such a secret. */
const LONGEST_SECRET = 16_000

const LIMITS = { macs: 2500, verifies: 600 }

/**
 * Searches for what would make a signature verify. Limited to 2,500 MACs and 600 verifications, yields to the page at least every ten
 * milliseconds, and ends early when `signal` is aborted; ignore what it returns then. Never throws, whatever was typed.
 */
export async function findCauses(context: CauseContext, options: SearchOptions = {}): Promise<CauseReport> {
  const material = materialOf(context)
  const isLong = material.keyText.length > LONGEST_SECRET
  const causes = ALL.filter((cause) => applies(cause, material) && !(isLong && cause.dimension === 'secret'))
  const of = (...dimensions: Cause['dimension'][]) => causes.filter((cause) => dimensions.includes(cause.dimension))
  const search = new Search(
    material,
    LIMITS,
    options,
    causes.find((cause) => is(cause, 'signature-truncated')),
  )

  const secret = material.algorithm?.family === 'HMAC'
  const signatures = await search.collect(of('signature'))
  search.forms = signatures.filter((step) => step.attempt.change?.signature)
  const secrets = distinct(await search.collect(of('secret')))
  const methods = [...(await search.collect(of('method'))), ...signatures.filter((step) => step.attempt.change?.method)]
  const keys = await search.collect(of('key'))

  const hit =
    (await search.run([[]])) ??
    (await search.run(singles(secrets))) ??
    (await search.run(singles(methods))) ??
    (await search.run(singles(keys))) ??
    (await search.run(singlesOf(search.steps(of('input'))), false)) ??
    (await search.run(singlesOf(search.steps(of('content'))), false, secret ? 1000 : 180)) ??
    (await search.run(singlesOf(search.steps(of('both'))), false, secret ? 800 : 200)) ??
    (await combined(search, material.body.length > LONGEST_COMBINED ? [] : of('input'), { secrets, methods, keys }))

  const tried = search.tried
  if (hit) return { held: heldBy(hit), tried, triedFamilies: triedIn(causes) }
  await search.collect(of('fact'))
  const facts = factsOf(search.facts, keys, material)
  // A private key is worth mentioning, but explains nothing.
  const explained = facts.some((fact) => fact.id !== 'key-private-given')
  return {
    held: explained ? facts : [held(noneFits, { change: undefined, args: { tried } }), ...facts],
    tried,
    triedFamilies: triedIn(causes),
  }
}

/** Characters. If the payload's segment is longer, its forms aren’t kept for a second round. */
const LONGEST_COMBINED = 20_000

/** Tries two causes at once, the most common first, until the limits are reached. */
async function combined(
  search: Search,
  inputs: readonly Cause[],
  { secrets, methods, keys }: { secrets: Hypothesis[]; methods: Hypothesis[]; keys: Hypothesis[] },
): Promise<Match | undefined> {
  const common = secrets.filter((step) => step.attempt.common).slice(0, 8)
  const forms = await search.collect(inputs)
  const hashes = methods.filter(({ cause }) => is(cause, 'alg-other-hash') || is(cause, 'alg-rs-ps'))
  return (
    (await search.run(pairs(secrets, hashes))) ??
    (await search.run(pairs(keys, methods), false)) ??
    (await search.run(pairs(hashes, forms), false)) ??
    (await search.run(pairs(common, forms), false)) ??
    (await search.run(singles(forms)))
  )
}

function* pairs(some: readonly Hypothesis[], others: readonly Hypothesis[]): Iterable<readonly Hypothesis[]> {
  for (const a of some) for (const b of others) yield [a, b]
}

function* singles(steps: readonly Hypothesis[]): Iterable<readonly Hypothesis[]> {
  for (const step of steps) yield [step]
}

async function* singlesOf(steps: AsyncIterable<Hypothesis>): AsyncIterable<readonly Hypothesis[]> {
  for await (const step of steps) if (step.attempt.change) yield [step]
}

/** Keeps each secret once; the first way to get it is the likeliest. */
function distinct(steps: readonly Hypothesis[]): Hypothesis[] {
  const seen = new Set<string>()
  return steps.filter((step) => {
    const id = step.attempt.change?.secret?.join()
    if (id === undefined || seen.has(id)) return false
    seen.add(id)
    return true
  })
}

function applies(cause: Cause, { algorithm, secret, keys }: Material): boolean {
  if (!cause.families) return true
  if (cause.families.every((family) => family === 'HMAC') && secret === undefined && keys.length === 0) return false
  // The text of a public key isn’t a mistyped secret: whichever form of it matches, it is the forgery.
  if (cause.dimension === 'secret' && !cause.attack && keys.length > 0) return false
  return algorithm !== undefined && cause.families.includes(algorithm.family)
}

/** Tries well-known secrets, then all of the context's `words`; for a button. Needs no key. */
export function findPublishedSecret(context: CauseContext, options: SearchOptions = {}): Promise<CauseReport> {
  return searchOne(publishedSecret, context, { macs: Infinity, verifies: 0, bytes: Infinity }, options)
}

/** Tries a single character of the token lost, changed, added or swapped; for a button. Up to some hundred thousand trials. */
export function findOneCharacter(context: CauseContext, options: SearchOptions = {}): Promise<CauseReport> {
  return searchOne(oneCharacter, context, { macs: 300_000, verifies: 100_000 }, options)
}

async function searchOne(cause: Cause, context: CauseContext, limits: Limits, options: SearchOptions): Promise<CauseReport> {
  const material = materialOf(context)
  const search = new Search(material, limits, options)
  const hit = applies(cause, { ...material, secret: material.secret ?? new Uint8Array() })
    ? await search.run(singlesOf(search.steps([cause])), false)
    : undefined
  return {
    held: hit ? heldBy(hit) : [held(noneFits, { change: undefined, args: { tried: search.tried } })],
    tried: search.tried,
    triedFamilies: [cause.tried],
  }
}

function heldBy({ steps, proof }: Match): HeldCause[] {
  return steps.map(({ cause, attempt }) => ({ ...held(cause, attempt), proof }))
}

function held(cause: Cause, { args, evidence, fix }: Hypothesis['attempt']): HeldCause {
  return { id: cause.id, args, evidence, fix, proof: undefined }
}

/** Facts that need no trial, and keys that can be read only after a repair. */
function factsOf(facts: readonly Hypothesis[], keys: readonly Hypothesis[], { reading }: Material): HeldCause[] {
  const repaired = reading.kind === 'unreadable' ? keys.find((step) => step.attempt.alone) : undefined
  return [
    ...(repaired ? [held(repaired.cause, { ...repaired.attempt, args: { ...repaired.attempt.args, fact: 'yes' } })] : []),
    ...facts
      .filter((step, i) => facts.findIndex((other) => other.cause === step.cause) === i)
      .map((step) => held(step.cause, step.attempt)),
  ]
}

function triedIn(causes: readonly Cause[]): string[] {
  return causes.filter((cause) => cause.dimension !== 'fact' && cause.dimension !== 'button').map((cause) => cause.tried)
}
