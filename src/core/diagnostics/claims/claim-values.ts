// Rules about empty values, placeholders, and JSON or booleans inside a string.
import type { JsonMember } from '../../text/json.ts'
import { source } from '../../rules/source.ts'
import type { Diagnostic } from '../rule/diagnostic.ts'
import { replaceValue } from '../rule/fixes.ts'
import { inPayload, payloadObject } from '../rule/payload.ts'
import { listed, shown } from '../rule/shown.ts'

/** Claims whose own rules say more about an empty value. */
const SPOKEN_FOR = new Set(['sub', 'aud', 'exp', 'nbf', 'iat'])

const TRUTH_NAME = /(?:^|_)(?:verified|admin|superuser|active|enabled|approved|staff|root|confirmed)$|^(?:is|has|can)(?:_|[A-Z])/

/** True if the text is a JSON object or list; very long texts are not parsed. */
function isJsonText(value: string): boolean {
  if (value.length > 16_384 || !/^\s*[[{]/.test(value) || !/[\]}]\s*$/.test(value)) return false
  try {
    JSON.parse(value)
    return true
  } catch {
    return false
  }
}

/** "your-client-id", "https://your-issuer.example": placeholders as documentation and our New token dialog use them. */
const PLACEHOLDER = /^(?:https:\/\/)?your(?:-[a-z]+){1,3}(?:\.example)?(?:\/[a-z]*)?$/

/** The payload's members, and the members of objects directly inside it. */
function* shallow(members: readonly JsonMember[]): Generator<JsonMember> {
  for (const member of members) {
    yield member
    if (member.value.type === 'object') yield* member.value.members
  }
}

export const claimValues = [
  {
    id: 'claim-placeholder',
    severity: 'info',
    source: [source('RFC 7519 section 4.1')],
    message: ({ name }) => `\`${name}\` is still a placeholder.`,
    why: 'A verifier compares it with the real value and rejects the token.',
    fix: 'Fill in your own value, then sign again.',
    *hits(context) {
      for (const { name, value } of shallow(payloadObject(context)?.members ?? [])) {
        if (value.type !== 'string' || value.value.length > 60 || !PLACEHOLDER.test(value.value)) continue
        yield { place: inPayload(value), args: { name: shown(name, 40) } }
      }
    },
  },
  {
    id: 'claim-null',
    severity: 'info',
    source: [source('RFC 8259 section 3')],
    message: ({ names, count }) => `${names} ${count === 1 ? 'is' : 'are'} null.`,
    why: 'Some readers treat null as absent, others as a value. A claim without a value is better left out.',
    fix: 'Leave the claim out.',
    *hits(context) {
      const empty = (payloadObject(context)?.members ?? []).filter(({ value, name }) => value.type === 'null' && !SPOKEN_FOR.has(name))
      if (empty[0]) yield { place: inPayload(empty[0]), args: { names: listed(empty.map(({ name }) => name)), count: empty.length } }
    },
  },
  {
    id: 'claim-empty',
    severity: 'info',
    source: [source('RFC 7519 section 4')],
    message: ({ names, count }) => `${names} ${count === 1 ? 'is' : 'are'} empty.`,
    why: 'An empty string passes checks that only look whether the claim is present.',
    fix: 'Leave the claim out.',
    *hits(context) {
      const empty = (payloadObject(context)?.members ?? []).filter(
        ({ value, name }) => value.type === 'string' && value.value === '' && !SPOKEN_FOR.has(name),
      )
      if (empty[0]) yield { place: inPayload(empty[0]), args: { names: listed(empty.map(({ name }) => name)), count: empty.length } }
    },
  },
  {
    id: 'claim-stringified-json',
    severity: 'info',
    source: [source('RFC 7519 section 4')],
    message: ({ name }) => `\`${name}\` is JSON inside a string.`,
    why: 'It was encoded twice, so readers get text and have to parse it again.',
    fix: 'Put the object or list there directly, without quotes.',
    *hits(context) {
      for (const member of payloadObject(context)?.members ?? []) {
        const { value, name } = member
        if (value.type !== 'string' || value.value.length < 2 || !isJsonText(value.value)) continue
        yield {
          place: inPayload(value),
          args: { name: shown(name, 40) },
          fix: replaceValue(member, value.value.trim(), 'Unpack the string'),
        }
      }
    },
  },
  {
    id: 'claim-stringified-bool',
    severity: 'warning',
    source: [source('OpenID Connect Core section 5.1')],
    message: ({ name, value }) =>
      value === 'false'
        ? `\`${name}\` is the string "false", which counts as true in JavaScript, PHP and Python.`
        : `\`${name}\` is the string "true", not the boolean.`,
    why: 'A string that is not empty counts as true in many languages. Code that tests the claim directly lets everyone in.',
    fix: 'Write true or false without quotes, or compare with the string.',
    *hits(context) {
      for (const member of payloadObject(context)?.members ?? []) {
        const { value, name } = member
        if (value.type !== 'string' || !/^(?:true|false)$/i.test(value.value) || name.length > 60 || !TRUTH_NAME.test(name)) continue
        const truth = value.value.toLowerCase()
        yield {
          place: inPayload(value),
          args: { name: shown(name, 40), value: truth },
          fix: replaceValue(member, truth, `Write ${truth} without quotes`),
        }
      }
    },
  },
] as const satisfies readonly Diagnostic[]
