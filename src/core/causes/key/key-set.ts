// Tries other keys: others in the set, the token’s own, one whose kid is written differently, or one of another environment or time.
import { utcDay } from '../../claims/numeric-date.ts'
import { exportJwk } from '../../keys/make/export-key.ts'
import { typeName } from '../../keys/describe-key.ts'
import type { KeyMaterial } from '../../keys/key-material.ts'
import { membersByName } from '../../text/json.ts'
import type { Attempt, Cause, Material, Repair } from '../cause/cause.ts'
import { sideBySide } from '../cause/evidence.ts'
import { methodOf } from '../cause/material.ts'
import { keysOfToken } from '../cause/token-keys.ts'
import { passedOver } from '../../crypto/verification.ts'
import { suits } from '../cause/trial.ts'
import { withoutTrailing } from '../../text/characters.ts'
import { quoted } from '../../text/quoted.ts'

/** Puts a single key into the key box, as a JWK. */
export function giveKey(key: KeyMaterial): Repair {
  return { do: 'set-key', key: JSON.stringify(exportJwk(key, 'whole', { kid: key.kid }), null, 2) }
}

/** The keys of the set that verification skipped because their kid differs. */
function otherKids({ reading, verification }: Material): { readonly key: KeyMaterial; readonly index: number }[] {
  const skipped = passedOver(verification).filter(({ reason }) => reason === 'other-kid')
  return skipped.flatMap(({ index }) => {
    const key = reading.keys[index]
    return key ? [{ key, index }] : []
  })
}

const folded = (kid: string) => withoutTrailing(kid.trim().toLowerCase(), '=').replace(/\+/g, '-').replace(/\//g, '_').replace(/[:\s]/g, '')

const otherKey = {
  id: 'other-key-of-set',
  dimension: 'key',
  families: undefined,
  tried: 'every key of the set',
  explain: ({ number, kid, named }) => ({
    clause: `key ${String(number)} of the set were used (${kid === '' ? 'it has no kid' : `kid ${quoted(String(kid))}`}): the header names ${quoted(String(named))}`,
    fix: 'The signer puts the kid of a different key in the header, or the set contains a kid twice. Correct it where the keys are published.',
    button: 'Use that key',
  }),
  *tries(material) {
    const { kid = '' } = material.signature.header
    for (const { key, index } of otherKids(material).slice(0, 100)) {
      if (key.kid !== undefined && folded(key.kid) === folded(kid)) continue
      yield {
        change: { key },
        args: { number: index + 1, kid: key.kid ?? '', named: kid },
        evidence: sideBySide('kid', kid, key.kid ?? 'none'),
        fix: [giveKey(key)],
      }
    }
  },
} as const satisfies Cause

const kidSpelling = {
  id: 'kid-spelling',
  dimension: 'key',
  families: undefined,
  tried: 'kids that differ only in case, padding or alphabet',
  explain: ({ kid, named }) => ({
    clause: `the key ${quoted(String(kid))} were used: the header’s ${quoted(String(named))} differs only in case, padding or alphabet, and kid is compared exactly`,
    fix: 'Use exactly the same kid in the set and in the header (RFC 7515 section 4.1.4).',
    button: 'Use that key',
  }),
  *tries(material) {
    const { kid = '' } = material.signature.header
    for (const { key, index } of otherKids(material)) {
      if (key.kid === undefined || folded(key.kid) !== folded(kid)) continue
      yield {
        change: { key },
        args: { number: index + 1, kid: key.kid, named: kid },
        evidence: sideBySide('kid', kid, key.kid),
        fix: [giveKey(key)],
      }
    }
  },
} as const satisfies Cause

const keyInToken = {
  id: 'key-in-token-differs',
  dimension: 'key',
  families: undefined,
  tried: 'the key inside the token',
  explain: ({ from, type }) => ({
    clause: `the ${String(type)} key in the token’s own “${String(from)}” were trusted instead of yours, which proves nothing: the token’s author chose that key`,
    fix: 'Compare that key with one that the issuer publishes elsewhere before you trust it.',
  }),
  async *tries(material): AsyncIterable<Attempt> {
    for (const { key, from } of await keysOfToken(material)) {
      yield {
        change: { key },
        args: { from, type: typeName(key) },
        evidence: sideBySide('Key', 'the one you gave', `the token’s own “${from}”`),
      }
    }
  },
} as const satisfies Cause

const metadataWrong = {
  id: 'key-metadata-wrong',
  dimension: 'key',
  families: undefined,
  tried: 'keys marked for another use',
  explain: ({ marked }) => ({
    clause: `the key marked ${String(marked)} were used: it is the right key, but its marking is wrong`,
    fix: 'Correct “use”, “alg” or “key_ops” where the key is published; strict verifiers honor them.',
    button: 'Use that key',
  }),
  *tries(material) {
    const own = material.algorithm
    if (!own) return
    for (const { key } of otherKids(material)) {
      const marked =
        key.use !== undefined && key.use !== 'sig'
          ? `“use”: ${quoted(key.use)}`
          : key.alg !== undefined && key.alg !== own.name && key.type !== 'AKP'
            ? `“alg”: ${quoted(key.alg)}`
            : undefined
      if (marked && suits(methodOf(own), key))
        yield {
          change: { key },
          args: { marked },
          evidence: sideBySide('Key', 'the one with the header’s kid', `the one marked ${marked}`),
          fix: [giveKey(key)],
        }
    }
  },
} as const satisfies Cause

function claimOf(material: Material, name: string) {
  return membersByName(material.payload.decoded.json.root).get(name)
}

const otherEnvironment = {
  id: 'key-other-environment',
  dimension: 'fact',
  families: undefined,
  tried: 'whose keys these are',
  explain: ({ theirs, iss }) => ({
    sentence: `The keys belong to ${quoted(String(theirs))}, but the token’s issuer is ${quoted(String(iss))}.`,
    fix: 'If you trust the issuer that the token names, fetch its keys.',
  }),
  *tries(material) {
    const iss = claimOf(material, 'iss')
    const { keyIssuer } = material
    if (iss?.type !== 'string' || keyIssuer === undefined) return
    const bare = (url: string) => withoutTrailing(url, '/')
    if (bare(iss.value) !== bare(keyIssuer))
      yield { change: undefined, args: { theirs: keyIssuer, iss: iss.value }, evidence: sideBySide('Issuer', keyIssuer, iss.value) }
  },
} as const satisfies Cause

const rotated = {
  id: 'key-rotated',
  dimension: 'fact',
  families: undefined,
  tried: 'whether the set still contains the key',
  explain: ({ kid, issued, count }) => ({
    sentence: `The header names the key ${quoted(String(kid))}, which is not among the ${Number(count) === 1 ? 'one key' : `${String(count)} keys`} here${issued === '' ? '' : `; the token was issued on ${String(issued)}, and the key may have been retired since`}.`,
    fix: 'Fetch the issuer’s keys again; if the kid is still missing, ask for a new token.',
  }),
  *tries(material) {
    const { reading, signature } = material
    const { kid } = signature.header
    if (
      reading.kind !== 'key-set' ||
      kid === undefined ||
      reading.keys.some((key) => key.kid !== undefined && folded(key.kid) === folded(kid))
    )
      return
    const iat = claimOf(material, 'iat')
    const issued = iat?.type === 'number' && iat.value > 1e8 ? utcDay(iat.value) : undefined
    yield { change: undefined, args: { kid, issued: issued ?? '', count: reading.keys.length } }
  },
} as const satisfies Cause

export const keySetCauses = [kidSpelling, metadataWrong, otherKey, keyInToken] as const satisfies readonly Cause[]
export const keySetFacts = [otherEnvironment, rotated] as const satisfies readonly Cause[]
