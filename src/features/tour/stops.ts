// Builds the stops of the tour from the reader's own token, as a pure function.
import { keyManagementByName, type KeyManagementFamily } from '../../core/algorithms/encryption-algorithms.ts'
import { carrierOf } from '../../core/lens/carrier.ts'
import { memberPlace } from '../../core/lens/connection.ts'
import { readClaimsSet, type ClaimsSet } from '../../core/claims/claims-set.ts'
import { quoted } from '../../core/text/quoted.ts'
import type { Place } from '../../core/text/span.ts'
import type { Jwe } from '../../core/token/jwe.ts'
import type { Jws } from '../../core/token/jws.ts'
import type { Token } from '../../core/token/token.ts'
import type { Check } from '../../session/answers/check.ts'
import { when, who } from './claim-stops.ts'
import { nextOf } from './next.ts'
import { serverSays, whoseKey } from './server-says.ts'
import type { Stop } from './stop.ts'

/** The stops for a token, six to nine, or fewer if it is damaged. `check` is the result for exactly this token; undefined until it is there. */
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
      text: ['This changes one letter of the payload and leaves the signature alone. A second press puts the letter back.'],
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
          ? `It is for ${jwe.recipients.length} recipients. For each of them, it contains the content’s key in encrypted form.`
          : 'The header is readable. The second part is the content’s key in encrypted form. It is empty if both sides have that key or agree on it.',
        `The third part is the initialization vector, a random start. The fourth is the ciphertext, ${count(jwe.ciphertext.decoding.bytes.length, 'byte')} that can’t be read without the key. The last is the authentication tag, which matches only if no bit was changed.`,
      ],
      show: ['token'],
      light: lightOf(jwe.ciphertext),
    },
    {
      id: 'key',
      title: 'The key that decrypts it',
      text: opened
        ? [`Your key decrypted it. ${whoEncrypts(token)}`]
        : check?.decryption?.state === 'encrypted' || !check
          ? ['You haven’t given a key, so its content stays hidden. Only someone with the key can read it.']
          : ['This key doesn’t decrypt it, or it can’t be decrypted at all. The verdict says why.'],
      show: ['key'],
    },
    ...(opened && claims ? [who(token, claims), when(token, claims)] : []),
    {
      id: 'change',
      title: 'Change one letter and watch',
      text: ['This changes one character of the ciphertext and leaves the tag alone. A second press puts the character back.'],
      show: ['token'],
      light: lightOf(jwe.ciphertext),
    },
    server(check),
    next(token, check),
  ]
}

/** What decrypting shows about the author: with a public key nothing, with a shared secret one of those who have it. */
function whoEncrypts({ header: { alg } }: Token): string {
  const family = keyManagementByName(alg)?.family
  return family === undefined || ASYMMETRIC.has(family)
    ? 'That shows who it was encrypted for, not who wrote it, because anyone can encrypt to a public key.'
    : 'The same secret encrypts and decrypts, so someone who has it made this token. It doesn’t say which of them.'
}

const ASYMMETRIC: ReadonlySet<KeyManagementFamily> = new Set(['RSA-OAEP', 'RSA1_5', 'ECDH-ES'])

function damagedStops(token: Token, check: Check | undefined): readonly Stop[] {
  const first = token.segments[0]
  return [
    damage(token),
    ...(token.header.readable ? [header(token)] : first ? [unreadableHeader(token)] : []),
    ...(token.payload && token.payload.decoded.utf8 && token.payload.text !== '' && token.header.readable
      ? [
          {
            id: 'payload',
            title: 'The readable part of the payload',
            text: ['It is decoded as far as possible. Don’t trust anything in it, because a damaged token never verifies.'],
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
        ? `It has ${count(parts, 'part')}. A signed token has three, and an encrypted one has five.`
        : 'Part of it isn’t allowed in a token.',
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
      ? 'It doesn’t name an algorithm.'
      : `\`alg\` is ${quoted(of.alg)}. ${encrypts ? 'It says how the content’s key gets to the reader.' : of.alg === 'none' ? 'It says that the token isn’t signed.' : 'It is the algorithm that the sender claims to have signed the token with.'}`
  const extra = [
    ...(of.enc === undefined ? [] : [`\`enc\` is ${quoted(of.enc)}. It says how the content is encrypted.`]),
    ...(of.typ === undefined ? [] : [`\`typ\` is ${quoted(of.typ)}, the kind of token.`]),
    ...(of.kid === undefined
      ? []
      : [
          `\`kid\` is ${quoted(of.kid)}. It names ${encrypts ? 'the reader’s key that it was encrypted for' : 'one of the issuer’s keys'}.`,
        ]),
  ]
  return {
    id: 'header',
    title: encrypts ? 'The header says how it is encrypted' : 'The header says how it is signed',
    text: [
      [alg, ...extra].join(' '),
      encrypts
        ? 'The header comes from the sender. A server compares it with its own list and never simply obeys it.'
        : 'Anyone can write such a header. That’s why a server compares the algorithm with its own list and never simply obeys the header.',
    ],
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
        ? 'The signature covers content that isn’t in the token. Give that content, and the signature can be checked.'
        : `It is ${count(payload.decoding.bytes.length, 'byte')} of something other than a JSON object. A JWS may sign anything, so there are no names or times to read here.`,
    ],
    show: ['content', 'payload', 'token'],
  }
}

function disclosures(token: Token): Stop {
  const { length } = token.sdJwt!.disclosures
  return {
    id: 'disclosures',
    title: 'What it discloses',
    text: [
      length === 0
        ? 'It comes without disclosures, so any claims that the issuer made optional stay hidden.'
        : `It comes with ${count(length, 'disclosure')}. The payload contains only their hashes, so the holder can leave any of them out and the signature still matches.`,
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
        : `It is ${count(bytes, 'byte')}, computed with a key over the header and the payload exactly as they are sent, with the dot between them.`,
      'A signature stops others from changing the token. It doesn’t stop anyone from reading it.',
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
    title: 'What to read next',
    text: ['These are useful for this token:'],
    show: ['verdict'],
    onward: nextOf(token, check),
  }
}

/** The value that "Change one letter" will change, or the payload. */
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

function count(number: number, noun: string): string {
  return `${number.toLocaleString('en')} ${noun}${number === 1 ? '' : 's'}`
}
