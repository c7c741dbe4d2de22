// Shows what a cause tries for a text and a key, one readable line for each attempt: its arguments, its change and its button.
import { decodeBase64url, encodeBase64url } from '../text/base64url.ts'
import { encodeHex } from '../text/bytes.ts'
import { describeKey } from '../keys/describe-key.ts'
import type { KeyMaterial } from '../keys/key-material.ts'
import type { Attempt, Change, Repair } from './cause/cause.ts'
import { CAUSES } from './index.ts'
import { materialOf } from './cause/material.ts'
import { b64u } from './made-with-node.fixture.ts'
import { contextOf, type Given } from './planted.fixture.ts'

/** A token made of any parts, whether or not they match. */
export function token(header: string, payload: string, signature: string | Uint8Array = 'x'.repeat(32)): string {
  return `${b64u(header)}.${b64u(payload)}.${b64u(signature)}`
}

/** The first `most` attempts of a cause, in order. */
export async function attemptsOf(cause: string, text: string, key: string, given: Given = {}, most = Infinity): Promise<Attempt[]> {
  const attempts: Attempt[] = []
  for await (const attempt of CAUSES.get(cause)!.tries(materialOf(await contextOf(text, key, given)))) {
    attempts.push(attempt)
    if (attempts.length >= most) break
  }
  return attempts
}

/**
 * The same as lines: `arguments: what it changes → what its button puts in (what it shows)`. Bytes that are text are in ‹›, others in hex;
 * “likely” is what is also tried together with others. Lines that are long are cut in their middle.
 */
export async function triedBy(cause: string, text: string, key: string, given: Given = {}): Promise<string[]> {
  return (await attemptsOf(cause, text, key, given)).map(lineOf)
}

/** Only the arguments of each attempt, for a cause whose changes follow from them. */
export async function argumentsOf(cause: string, text: string, key: string, given: Given = {}): Promise<string[]> {
  return (await attemptsOf(cause, text, key, given)).map(({ args }) => Object.values(args).join(', '))
}

function lineOf({ args, change, evidence, fix = [], common, alone }: Attempt): string {
  const marks = [...(common ? ['likely'] : []), ...(alone ? ['reported anyway'] : [])]
  const what = [...marks, Object.values(args).join(', ')].join(' ')
  const repairs = fix.map((each) => repairOf(each, change))
  return [`${what}:`, ...(change ? changed(change) : ['a fact']), ...repairs, ...(evidence ? [`(${evidence.of})`] : [])].join(' ')
}

function changed({ secret, key, method, head, body, input, signature }: Change): string[] {
  return [
    ...(secret ? [bytesOf(secret)] : []),
    ...(key ? [key.kid ?? keyOf(key)] : []),
    ...(method
      ? [
          'as',
          method.name,
          ...(method.hash ? [method.hash] : []),
          ...(method.saltLength === undefined ? [] : [`salt ${method.saltLength}`]),
        ]
      : []),
    ...(head === undefined ? [] : [`header ${segmentOf(head)}`]),
    ...(body === undefined ? [] : [`payload ${segmentOf(body)}`]),
    ...(input ? [`signed ${bytesOf(input)}`] : []),
    ...(signature ? [`signature ${hexOf(signature)}`] : []),
  ]
}

/** Its type, and the beginnings of its numbers. */
function keyOf(key: KeyMaterial): string {
  const numbers = ['n', 'e', 'x', 'y', 'd'].flatMap((name) => {
    const value = key.jwk[name as keyof typeof key.jwk]
    return typeof value === 'string' ? `${name} ${value.slice(0, 6)}` : []
  })
  return [describeKey(key), ...numbers].join(' ')
}

/** Bytes in hex; a row of zeros as its length. */
function hexOf(bytes: Uint8Array): string {
  return cut(encodeHex(bytes).replace(/(?:00){4,}/g, (zeros) => `[${zeros.length / 2} zeros]`))
}

/** A repair; its text is left out if it is the one that was tried. */
function repairOf(repair: Repair, change: Change | undefined): string {
  if (repair.do === 'set-segment') {
    const { part, segment } = repair
    const own = { header: change?.head, payload: change?.body, signature: change?.signature && encodeBase64url(change.signature) }[part]
    return `→ ${part}${own === segment ? '' : ` ${cut(segment)}`}`
  }
  const { key, secretEncoding } = repair
  if (change?.key) return key.startsWith('{\n') ? '→ key' : `→ ${cut(key)}`
  const own = change?.secret && (secretEncoding === 'utf8' ? textOf(change.secret) : encodeHex(change.secret))
  return `→ ${secretEncoding}${key === own ? '' : ` ${cut(key)}`}`
}

/** The text of a segment, or its characters if it isn’t base64url of text. */
function segmentOf(segment: string): string {
  const { bytes } = decodeBase64url(segment)
  const text = encodeBase64url(bytes) === segment ? textOf(bytes) : undefined
  return text === undefined ? cut(segment) : `‹${cut(text)}›`
}

function bytesOf(bytes: Uint8Array): string {
  const text = textOf(bytes)
  return text === undefined ? cut(encodeHex(bytes)) : `‹${cut(text)}›`
}

function textOf(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return undefined
  }
}

function cut(text: string): string {
  return text.length > 160 ? `${text.slice(0, 50)} … ${text.slice(-20)} (${text.length})` : text
}
