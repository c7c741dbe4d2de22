// Variations with wrong claims and a signature that verifies, which a verifier must reject for their claims (RFC 7519 section 4.1, RFC 8725 section 3).
import { entryRemoved, membersSet } from '../serialization/json-text.ts'
import { textOf } from '../text/json.ts'
import { payloadWith, signedAgain, type Good, type Variation, type Varied } from './variation.ts'

/** Seconds by which a time is missed, more than any leeway allows. */
const MISSED_BY = 3_600

const NO_CLAIMS = 'The payload isn’t a JSON object, so it has no claims to change.'

const notClaims = ({ claims }: Good) => (claims ? undefined : NO_CLAIMS)

/** The claim's string, or the first one in its list. */
export function claimText({ claims }: Good, name: string): string | undefined {
  const value = claims?.members.findLast((member) => member.name === name)?.value
  return textOf(value?.type === 'array' ? value.items[0] : value)
}

function lacks(good: Good, name: string, what: string): string | undefined {
  return notClaims(good) ?? (claimText(good, name) === undefined ? `The token has no ${what} to change.` : undefined)
}

function withClaim(good: Good, name: string, json: string): Promise<Varied> {
  const { text } = good.token.object.payload.decoded
  const edits = good.claims ? membersSet(text, good.claims, { [name]: json }) : []
  return signedAgain(good, good.token.header.segment.text, payloadWith(good, edits))
}

/** Begins like the right value, so that a verifier that only compares beginnings accepts it. */
const another = (good: Good, name: string) => JSON.stringify(`${claimText(good, name) ?? ''}.attacker.example`)

export const changedClaims: readonly Variation[] = [
  {
    id: 'expired',
    name: 'Expired',
    about: 'exp is one hour in the past.',
    reason: 'exp is in the past.',
    rfc: 'RFC 7519 section 4.1.4',
    needs: 'signing-key',
    unfit: notClaims,
    make: (good) => withClaim(good, 'exp', String(good.at - MISSED_BY)),
  },
  {
    id: 'not-yet-valid',
    name: 'Not yet valid',
    about: 'nbf is one hour in the future.',
    reason: 'nbf is in the future.',
    rfc: 'RFC 7519 section 4.1.5',
    needs: 'signing-key',
    unfit: notClaims,
    make: (good) => withClaim(good, 'nbf', String(good.at + MISSED_BY)),
  },
  {
    id: 'wrong-audience',
    name: 'Wrong audience',
    about: 'aud begins like the right one but ends differently.',
    reason: 'aud names another service. It only begins like yours.',
    rfc: 'RFC 8725 section 3.9',
    needs: 'signing-key',
    unfit: (good) => lacks(good, 'aud', 'audience'),
    make: (good) => withClaim(good, 'aud', another(good, 'aud')),
  },
  {
    id: 'wrong-issuer',
    name: 'Wrong issuer',
    about: 'iss begins like the right one but ends differently.',
    reason: 'iss names another issuer, which doesn’t own the key. It only begins like yours.',
    rfc: 'RFC 8725 section 3.8',
    needs: 'signing-key',
    unfit: (good) => lacks(good, 'iss', 'issuer'),
    make: (good) => withClaim(good, 'iss', another(good, 'iss')),
  },
  {
    id: 'no-exp',
    name: 'No exp',
    about: 'exp is left out, so it would never expire.',
    reason: 'exp is missing. A verifier whose tokens expire must require it.',
    rfc: 'RFC 9068 section 2.2',
    needs: 'signing-key',
    unfit(good) {
      const count = good.claims?.members.filter(({ name }) => name === 'exp').length ?? 0
      return notClaims(good) ?? (count === 1 ? undefined : count === 0 ? 'It has no exp to leave out.' : 'It has exp more than once.')
    },
    make(good) {
      const { members = [] } = good.claims ?? {}
      const edit = entryRemoved(
        members,
        members.findIndex(({ name }) => name === 'exp'),
      )
      return signedAgain(good, good.token.header.segment.text, payloadWith(good, edit ? [edit] : []))
    },
  },
]
