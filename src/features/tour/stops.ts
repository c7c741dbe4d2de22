// The stops of the way through a token: what is said at each, about the reader's own data, and what lights up with it. Pure.
import { carrierOf } from '../../core/lens/carrier.ts'
import { memberPlace } from '../../core/lens/connection.ts'
import { durationInWords, utcDay, utcTime } from '../../core/claims/numeric-date.ts'
import { readClaimsSet, readTime, type ClaimsSet } from '../../core/claims/claims-set.ts'
import { shown } from '../../core/text/quoted.ts'
import type { JsonNode } from '../../core/text/json.ts'
import type { Place } from '../../core/text/span.ts'
import type { Jwe } from '../../core/token/jwe.ts'
import type { Jws } from '../../core/token/jws.ts'
import type { Token } from '../../core/token/token.ts'
import type { Check } from '../../session/answers/check.ts'
import { nextOf, type Onward } from './next.ts'
import { serverSays, whoseKey } from './server-says.ts'

/** What is brought into view and framed. */
export type Shown = 'token' | 'header' | 'payload' | 'content' | 'key' | 'time' | 'verdict' | 'disclosures' | 'findings'

export interface Stop {
  readonly id:
    | 'damage'
    | 'header'
    | 'who'
    | 'when'
    | 'payload'
    | 'parts'
    | 'disclosures'
    | 'signature'
    | 'key'
    | 'change'
    | 'server'
    | 'next'
  readonly title: string
  /** A sentence or two each. Between backticks: a name, in code style. */
  readonly text: readonly string[]
  /** The first of these that is on the page. */
  readonly show: readonly Shown[]
  /** What lights up in the boxes. */
  readonly light?: Place | undefined
  readonly onward?: readonly Onward[]
}

/** The stops of a token, six to nine; fewer where it is damaged. `check` is that of exactly this token; undefined while it is awaited. */
export function stopsOf(token: Token, check: Check | undefined): readonly Stop[] {
  const { object } = token
  const claims = check ? check.facts?.claims : readClaimsSet(token)
  if (!object || !token.header.readable) return damagedStops(token, check)
  const stops = object.kind === 'jwe' ? encryptedStops(token, object, claims, check) : signedStops(token, object, claims, check)
  return [...(token.wellFormed ? [] : [damage(token)]), ...stops]
}

function signedStops(token: Token, jws: Jws, claims: ClaimsSet | undefined, check: Check | undefined): readonly Stop[] {
  return [
    header(token),
    ...(claims ? [who(token, claims), when(token, claims)] : [content(jws)]),
    ...(token.sdJwt ? [disclosures(token)] : []),
    signature(token, jws),
    {
      id: 'key',
      title: 'The key that checks it',
      text: whoseKey(check, token),
      show: ['key'],
    },
    {
      id: 'change',
      title: 'Change one letter and watch',
      text: ['One letter of the payload becomes another one, and the signature stays as it is. One press puts it back.'],
      show: ['payload', 'token'],
      light: letterPlace(token),
    },
    server(check),
    next(token, check),
  ]
}

function encryptedStops(token: Token, jwe: Jwe, claims: ClaimsSet | undefined, check: Check | undefined): readonly Stop[] {
  const opened = check?.decryption?.state === 'decrypted'
  return [
    header(token),
    {
      id: 'parts',
      title: 'Five parts, and one of them holds the content',
      text: [
        jwe.recipients.length > 1
          ? `It is for ${jwe.recipients.length} recipients. Each has the content’s key, encrypted for them alone.`
          : 'The header is readable. The second part brings the content’s key, encrypted; it is empty where both sides have that key or agree on it.',
        `Then come the initialization vector, a random start; the ciphertext, ${count(jwe.ciphertext.decoding.bytes.length, 'byte')} that nobody reads without the key; and the authentication tag, which fits only if not one bit was changed.`,
      ],
      show: ['token'],
      light: lightOf(jwe.ciphertext),
    },
    {
      id: 'key',
      title: 'The key that opens it',
      text: opened
        ? ['Your key opened it. That says for whom it was encrypted, not who wrote it: anyone can encrypt to a public key.']
        : check?.decryption?.state === 'encrypted' || !check
          ? ['No key is here, so its content stays closed. Only the holder of the key can read it.']
          : ['The key that is here does not open it, or it cannot be opened at all. The verdict says why.'],
      show: ['key'],
    },
    ...(opened && claims ? [who(token, claims), when(token, claims)] : []),
    {
      id: 'change',
      title: 'Change one letter and watch',
      text: ['One character of the ciphertext becomes another one, and the tag stays as it is. One press puts it back.'],
      show: ['token'],
      light: lightOf(jwe.ciphertext),
    },
    server(check),
    next(token, check),
  ]
}

function damagedStops(token: Token, check: Check | undefined): readonly Stop[] {
  const first = token.segments[0]
  return [
    damage(token),
    ...(token.header.readable ? [header(token)] : first ? [unreadableHeader(token)] : []),
    ...(token.payload && token.payload.decoded.utf8 && token.payload.text !== '' && token.header.readable
      ? [
          {
            id: 'payload',
            title: 'What can be read of the payload',
            text: ['It is decoded as far as it goes. Nothing in it may be believed: a damaged token never verifies.'],
            show: ['payload', 'token'],
            light: wholePlace(token, 'payload'),
          } as const,
        ]
      : []),
    server(check),
    next(token, check),
  ]
}

function damage(token: Token): Stop {
  const parts = token.segments.length
  return {
    id: 'damage',
    title: 'It is damaged',
    text: [
      parts > 0 && parts !== 3 && parts !== 5
        ? `It has ${count(parts, 'part')}. A signed token has three, an encrypted one five.`
        : 'Part of it isn’t what a token may hold.',
      'The findings say what is wrong and where.',
    ],
    show: ['findings', 'token'],
  }
}

function unreadableHeader(token: Token): Stop {
  return {
    id: 'header',
    title: 'The header can’t be read',
    text: [
      'The first part should decode to a JSON object that names the algorithm. This one doesn’t, so nothing says how the token is signed.',
    ],
    show: ['header', 'token'],
    light: token.segments[0] && lightOf(token.segments[0]),
  }
}

function header(token: Token): Stop {
  const { header: of } = token
  const encrypts = token.object?.kind === 'jwe'
  const alg =
    of.alg === undefined
      ? 'It names no algorithm.'
      : `\`alg\` is ${name(of.alg)}: how ${encrypts ? 'the content’s key reaches the reader' : 'it says it is signed'}.`
  const extra = [
    ...(of.enc === undefined ? [] : [`\`enc\` is ${name(of.enc)}: how the content is encrypted.`]),
    ...(of.typ === undefined ? [] : [`\`typ\` is ${name(of.typ)}: what kind of token it is.`]),
    ...(of.kid === undefined ? [] : [`\`kid\` is ${name(of.kid)}: which of the issuer’s keys.`]),
  ]
  return {
    id: 'header',
    title: encrypts ? 'The header says how it is encrypted' : 'The header says how it is signed',
    text: [[alg, ...extra].join(' '), 'It comes from the sender. A server compares it with its own list and never just does what it says.'],
    show: ['header'],
    light: memberPlace(token, 'header', 'alg') ?? wholePlace(token, 'header'),
  }
}

function content({ payload, detached }: Jws): Stop {
  return {
    id: 'payload',
    title: detached ? 'The payload travels separately' : 'The payload is not a set of claims',
    text: [
      detached
        ? 'The signature is over content that isn’t in the token. Give that content, and it can be checked.'
        : `It is ${count(payload.decoding.bytes.length, 'byte')} of something else than a JSON object. A JWS may sign anything, so there is nobody and no time to read here.`,
    ],
    show: ['content', 'payload', 'token'],
  }
}

function who(token: Token, claims: ClaimsSet): Stop {
  const say = (claim: string, sentence: (value: string) => string) => {
    const value = brief(claims.get(claim))
    return value === undefined ? [] : [sentence(value)]
  }
  const named = [
    ...say('iss', (value) => `\`iss\`, the issuer, is ${value}: who says all this.`),
    ...say('sub', (value) => `\`sub\`, the subject, is ${value}: whom it is about.`),
    ...say('aud', (value) => `\`aud\`, the audience, is ${value}: for whom it was made. Any other service rejects it.`),
  ]
  const missing = ['iss', 'sub', 'aud'].filter((claim) => !claims.has(claim))
  return {
    id: 'who',
    title: 'Who it is about, and for whom',
    text: [
      ...(named.length > 0 ? [named.join(' ')] : []),
      ...(missing.length > 0
        ? [
            `${named.length > 0 ? 'It has no' : 'It names nobody: no'} ${missing.map((claim) => `\`${claim}\``).join(missing.length > 2 ? ', ' : ' and no ')}.`,
          ]
        : []),
    ],
    show: ['payload', 'content', 'token'],
    light: memberPlace(token, 'payload', 'sub') ?? memberPlace(token, 'payload', 'iss') ?? memberPlace(token, 'payload', 'aud'),
  }
}

function when(token: Token, claims: ClaimsSet): Stop {
  // Nothing here depends on the time of day: the gate says how it stands now.
  const { exp, iat, nbf, state } = readTime(claims, 0)
  const at = (seconds: number) => inUtc(seconds) ?? 'a time that no calendar has'
  const start = iat ?? nbf
  const told = [
    ...(iat === undefined ? [] : [`\`iat\` says that it was issued on ${at(iat)}.`]),
    ...(nbf === undefined ? [] : [`Before \`nbf\`, ${at(nbf)}, it is rejected.`]),
    ...(exp === undefined ? [] : [`From \`exp\`, ${at(exp)}, it is rejected.`]),
    ...(exp !== undefined && start !== undefined && exp > start ? [`That is a life of ${durationInWords(exp - start)}.`] : []),
  ]
  return {
    id: 'when',
    title: 'When it counts',
    text: [
      ...(told.length > 0 ? [told.join(' ')] : []),
      state === 'unreadable'
        ? 'One of its times isn’t a number of seconds, so a verifier must reject it.'
        : exp === undefined
          ? 'It has no `exp`: nothing in it says when it ends, and a copy works for as long as the key does.'
          : 'Until then a copy works as well as the original. The gate “Time” says how it stands now.',
    ],
    show: ['time', 'payload', 'token'],
    light: memberPlace(token, 'payload', 'exp') ?? memberPlace(token, 'payload', 'iat'),
  }
}

function disclosures(token: Token): Stop {
  const { length } = token.sdJwt!.disclosures
  return {
    id: 'disclosures',
    title: 'What it discloses',
    text: [
      length === 0
        ? 'It comes with no disclosure: whatever claims the issuer made optional stay hidden.'
        : `It comes with ${count(length, 'disclosure')}. The payload holds only their hashes, so the holder can leave any of them out and the signature still fits.`,
    ],
    show: ['disclosures', 'token'],
  }
}

function signature(token: Token, { signatures }: Jws): Stop {
  const bytes = signatures[0].signature.decoding.bytes.length
  return {
    id: 'signature',
    title: signatures.length > 1 ? `${signatures.length} signatures` : bytes === 0 ? 'There is no signature' : 'The signature',
    text: [
      bytes === 0
        ? 'The third part is empty, so anyone could have written the first two.'
        : `${count(bytes, 'byte')}, computed with a key over the header and the payload exactly as they are sent, with the dot between them.`,
      'It keeps others from changing the token. It doesn’t keep anyone from reading it.',
    ],
    show: ['token'],
    light: carrierOf(token, 'signature') && { in: 'signature' },
  }
}

function server(check: Check | undefined): Stop {
  return { id: 'server', title: 'What a server would do', text: serverSays(check), show: ['verdict'] }
}

function next(token: Token, check: Check | undefined): Stop {
  return {
    id: 'next',
    title: 'What to look up next',
    text: ['For this token these lead on:'],
    show: ['verdict'],
    onward: nextOf(token, check),
  }
}

/** The value that "Change one letter" is about to change, or the payload. */
function letterPlace(token: Token): Place | undefined {
  return memberPlace(token, 'payload', 'sub') ?? wholePlace(token, 'payload')
}

function wholePlace(token: Token, part: 'header' | 'payload'): Place | undefined {
  const segment = carrierOf(token, part)?.segment
  return segment && lightOf(segment)
}

function lightOf({ at, text }: { readonly at: number; readonly text: string }): Place | undefined {
  return text === '' ? undefined : { in: 'token', span: { from: at, to: at + text.length } }
}

/** "26 Nov 2026, 09:35 UTC". */
function inUtc(seconds: number): string | undefined {
  const clock = utcTime(seconds)?.split('T')[1]?.slice(0, 5)
  return clock && `${utcDay(seconds)}, ${clock} UTC`
}

/** A claim's value in a sentence; undefined where it is absent. */
function brief(node: JsonNode | undefined): string | undefined {
  if (!node) return undefined
  if (node.type === 'string') return name(node.value)
  if (node.type === 'array') {
    const [first] = node.items
    const rest = node.items.length - 1
    return first ? `${brief(first)}${rest > 0 ? ` and ${rest.toLocaleString('en')} more` : ''}` : 'an empty list'
  }
  if (node.type === 'number') return shown(node.raw)
  return node.type === 'object' ? 'an object' : node.type
}

const name = (text: string) => `“${shown(text)}”`

function count(number: number, noun: string): string {
  return `${number.toLocaleString('en')} ${noun}${number === 1 ? '' : 's'}`
}
