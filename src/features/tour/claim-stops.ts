// The stops of the tour about claims: whom they name, and when the token is valid.
import { readTime, type ClaimsSet } from '../../core/claims/claims-set.ts'
import { durationInWords, utcDay, utcTime } from '../../core/claims/numeric-date.ts'
import { memberPlace } from '../../core/lens/connection.ts'
import type { JsonNode } from '../../core/text/json.ts'
import { quoted, shown } from '../../core/text/quoted.ts'
import type { Token } from '../../core/token/token.ts'
import type { Stop } from './stop.ts'

/** Issuer, subject and audience. */
export function who(token: Token, claims: ClaimsSet): Stop {
  const say = (claim: string, sentence: (value: string) => string) => {
    const value = brief(claims.get(claim))
    return value === undefined ? [] : [sentence(value)]
  }
  const named = [
    ...say('iss', (value) => `\`iss\`, the issuer, is ${value}, who makes these statements.`),
    ...say('sub', (value) => `\`sub\`, the subject, is ${value}, whom they are about.`),
    ...say('aud', (value) => `\`aud\`, the audience, is ${value}, the service it was made for. Any other service rejects it.`),
  ]
  const missing = ['iss', 'sub', 'aud'].filter((claim) => !claims.has(claim))
  return {
    id: 'who',
    title: 'Who it is about and who it is for',
    text: [
      ...(named.length > 0 ? [named.join(' ')] : []),
      ...(missing.length > 0
        ? [
            named.length > 0
              ? `It has no ${missing.map((claim) => `\`${claim}\``).join(' and no ')}.`
              : 'It names no one: it has no `iss`, `sub` or `aud`.',
          ]
        : []),
    ],
    show: ['payload', 'content', 'token'],
    light: memberPlace(token, 'payload', 'sub') ?? memberPlace(token, 'payload', 'iss') ?? memberPlace(token, 'payload', 'aud'),
  }
}

/** The times as dates. Whether they are met now is left to the gate. */
export function when(token: Token, claims: ClaimsSet): Stop {
  // Nothing here depends on the current time; the gate shows that.
  const { exp, iat, nbf, state } = readTime(claims, 0)
  const at = (seconds: number) => inUtc(seconds) ?? 'a time beyond any calendar'
  const start = iat ?? nbf
  const told = [
    ...(iat === undefined ? [] : [`\`iat\` says that it was issued on ${at(iat)}.`]),
    ...(nbf === undefined ? [] : [`It is rejected before \`nbf\`, ${at(nbf)}.`]),
    ...(exp === undefined ? [] : [`From \`exp\` on, ${at(exp)}, it is rejected.`]),
    ...(exp !== undefined && start !== undefined && exp > start ? [`So it is valid for ${durationInWords(exp - start)}.`] : []),
  ]
  return {
    id: 'when',
    title: 'When it is valid',
    text: [
      ...(told.length > 0 ? [told.join(' ')] : []),
      state === 'unreadable'
        ? 'One of its times isn’t a number of seconds, so a verifier must reject it.'
        : exp === undefined
          ? 'It has no `exp`, so nothing in it says when it expires, and a copy works for as long as the key does.'
          : 'Until then a copy works as well as the original. The gate “Time” shows whether it is valid now.',
    ],
    show: ['time', 'payload', 'token'],
    light: memberPlace(token, 'payload', 'exp') ?? memberPlace(token, 'payload', 'iat'),
  }
}

/** "26 Nov 2026, 09:35 UTC". */
function inUtc(seconds: number): string | undefined {
  const clock = utcTime(seconds)?.split('T')[1]?.slice(0, 5)
  return clock && `${utcDay(seconds)}, ${clock} UTC`
}

/** A claim's value for use in a sentence; undefined if it is absent. */
function brief(node: JsonNode | undefined): string | undefined {
  if (!node) return undefined
  if (node.type === 'string') return quoted(node.value)
  if (node.type === 'array') {
    const [first] = node.items
    const rest = node.items.length - 1
    return first ? `${brief(first)}${rest > 0 ? ` and ${rest.toLocaleString('en')} more` : ''}` : 'an empty list'
  }
  if (node.type === 'number') return shown(node.raw)
  return node.type === 'object' ? 'an object' : node.type
}
