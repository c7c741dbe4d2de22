// Rules about the audience, and about the ID that distinguishes one token from the next.
import { textOf } from '../../text/json.ts'
import { takesSecret } from '../../algorithms/algorithms.ts'
import { source } from '../../rules/source.ts'
import type { Diagnostic } from '../rule/diagnostic.ts'
import { isMeant } from './claim-names.ts'
import { atClaim, claim, inPayload, payloadObject, wholePayload } from '../rule/payload.ts'
import { shown } from '../rule/shown.ts'

/** The strings in "aud", whether it is one string or a list. */
function audiences(context: Parameters<typeof claim>[0]): string[] {
  const value = claim(context, 'aud')?.value
  if (value?.type === 'string') return [value.value]
  return value?.type === 'array' ? value.items.flatMap((item) => (item.type === 'string' ? [item.value] : [])) : []
}

export const claimAudience = [
  {
    id: 'aud-missing',
    severity: 'warning',
    source: [source('RFC 8725 section 3.9'), source('RFC 7519 section 4.1.3')],
    message: () => 'No `aud`: any service that trusts this issuer may accept it.',
    why: 'A service that receives the token can use it against another.',
    fix: 'Name the service it is for, and have every service check it.',
    *hits(context) {
      const { claims } = context
      if (!claims || !context.token.header.readable || claims.size === 0 || claims.has('aud') || isMeant(payloadObject(context), 'aud'))
        return
      // With a shared secret and no issuer, it is a service's token to itself.
      const symmetric = takesSecret(textOf(context.header.get('alg')))
      if (symmetric && !claims.has('iss')) return
      const place = wholePayload(context)
      yield { ...(place && { place }), ...(symmetric && { severity: 'info' as const }) }
    },
  },
  {
    id: 'aud-type',
    severity: 'error',
    source: [source('RFC 7519 section 4.1.3')],
    message: ({ problem }) => `\`aud\` ${problem}; it must be a string or a list of strings.`,
    why: 'Libraries reject the token or, worse, skip the comparison.',
    fix: 'Name the audience.',
    *hits(context) {
      const value = claim(context, 'aud')?.value
      if (!value) return
      const place = inPayload(value)
      if (value.type === 'string') {
        if (value.value.trim() === '') yield { place, args: { problem: 'is empty' } }
      } else if (value.type !== 'array') {
        const kind = { number: 'a number', object: 'an object', true: 'a boolean', false: 'a boolean', null: 'null' }[value.type]
        // Libraries for Rails write null by default; those that check the audience find none.
        yield { place, args: { problem: `is ${kind}` }, ...(value.type === 'null' && { severity: 'warning' as const }) }
      } else if (value.items.length === 0) yield { place, args: { problem: 'is an empty list' } }
      else if (value.items.some((item) => item.type !== 'string'))
        yield { place, args: { problem: 'contains something that is not a string' } }
      else if (value.items.some((item) => item.type === 'string' && item.value.trim() === ''))
        yield { place, args: { problem: 'contains an empty string' } }
    },
  },
  {
    id: 'aud-wildcard',
    severity: 'warning',
    source: [source('RFC 8725 section 3.9')],
    message: ({ value }) =>
      value === 'account'
        ? '`aud` is `account`, Keycloak’s default: it does not name your service.'
        : `\`aud\` is \`${value}\`, which restricts nothing.`,
    why: 'An audience that every service accepts protects none of them: a token for one works at all of them.',
    fix: 'Name the service the token is for.',
    *hits(context) {
      const value = audiences(context).find((each) => /^(?:\*|all|any|everyone|account)$/i.test(each.trim()))
      if (value !== undefined && (value !== 'account' || audiences(context).length === 1))
        yield { ...atClaim(context, 'aud'), args: { value: shown(value) } }
    },
  },
  {
    id: 'aud-many',
    severity: 'info',
    source: [source('RFC 9068 section 5')],
    message: ({ count, repeated }) =>
      repeated ? '`aud` names the same audience twice.' : `${count} audiences: each can use the token against the others.`,
    why: 'Every service that receives the token can present it to all the others.',
    fix: 'Request a separate token for each service.',
    *hits(context) {
      const all = audiences(context)
      const repeated = new Set(all).size < all.length
      if (all.length > 3 || repeated) yield { ...atClaim(context, 'aud'), args: { count: all.length, repeated: repeated ? 1 : 0 } }
    },
  },
  {
    id: 'aud-equals-iss',
    severity: 'info',
    source: [source('RFC 7519 section 4.1.3')],
    message: ({ issuer }) => `The audience is the issuer itself, \`${issuer}\`.`,
    why: 'Then it is meant for the issuer’s own services and no others.',
    fix: 'If another service should accept it, name that service.',
    *hits(context) {
      const issuer = textOf(claim(context, 'iss')?.value)
      const all = audiences(context)
      if (issuer && all.length === 1 && all[0] === issuer) yield { ...atClaim(context, 'aud'), args: { issuer: shown(issuer) } }
    },
  },
  {
    id: 'jti-missing',
    severity: 'info',
    source: [source('RFC 7519 section 4.1.7')],
    message: () => 'No `jti`: the token has no ID of its own.',
    why: 'Without a `jti`, replays look identical and a single token cannot be revoked.',
    fix: 'Where replay or revocation matters, give every token its own identifier.',
    *hits(context) {
      const { claims } = context
      // Only a token that says who someone is or what they may do is worth replaying.
      if (!claims || !context.token.header.readable || claims.has('jti') || isMeant(payloadObject(context), 'jti')) return
      if (!['sub', 'scope', 'scp', 'client_id'].some((name) => claims.has(name))) return
      const place = wholePayload(context)
      yield place ? { place } : {}
    },
  },
  {
    id: 'jti-low-entropy',
    severity: 'info',
    source: [source('RFC 7519 section 4.1.7')],
    message: ({ jti }) => `\`jti\` is \`${jti}\`, which is not random enough to be unique.`,
    why: 'The probability that two tokens share an identifier must be negligible, even across issuers.',
    fix: 'Use a random identifier of 16 bytes or more.',
    *hits(context) {
      const member = claim(context, 'jti')
      const jti = textOf(member?.value)
      if (!member || jti === undefined) return
      const iat = claim(context, 'iat')?.value
      const poor = jti.length < 8 || /^jti/i.test(jti) || /^(.)\1*$/.test(jti) || (iat?.type === 'number' && jti === iat.raw)
      // Seven random base64url characters are 42 bits: guessable, but unique enough for one issuer's day.
      if (poor && !/^(?=.*[A-Z])(?=.*[a-z0-9]).{4,7}$/.test(jti)) yield { place: inPayload(member.value), args: { jti: shown(jti, 30) } }
    },
  },
] as const satisfies readonly Diagnostic[]
