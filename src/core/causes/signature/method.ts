// Tries other algorithms than the header’s: another hash, padding or salt length, or another family.
import { hashOf, algorithms, hashLength, type Algorithm, type Hash } from '../../algorithms/algorithms.ts'
import type { Attempt, Cause, CauseArgs, Material, Method } from '../cause/cause.ts'
import { methodOf } from '../cause/material.ts'
import { suits } from '../cause/trial.ts'

const HASHES: readonly Hash[] = ['SHA-256', 'SHA-384', 'SHA-512']

function attemptOf(material: Material, method: Method, args: CauseArgs): Attempt {
  const before = material.signature.header.alg ?? 'absent'
  const after =
    method.saltLength === undefined || args['salt'] === undefined ? method.name : `${method.name}, salt of ${method.saltLength} bytes`
  return { change: { method }, args: { alg: before, ...args }, evidence: { of: 'Algorithm', before, after } }
}

const rowsOf = (family: Algorithm['family']) => algorithms.filter((row) => row.family === family)

const otherHash = {
  id: 'alg-other-hash',
  dimension: 'method',
  families: ['HMAC', 'RSASSA-PKCS1-v1_5', 'RSASSA-PSS', 'ECDSA'],
  tried: 'the other hash sizes',
  explain: ({ alg, as, hash }) => ({
    clause:
      as === undefined
        ? `it were hashed with ${String(hash)}, which ${String(alg)} does not allow`
        : `it were checked as ${String(as)}: the header says ${String(alg)}`,
    fix: 'The signer names one algorithm in the header and uses another. Make them the same.',
  }),
  *tries(material) {
    const own = material.algorithm
    if (!own?.hash) return
    if (own.family === 'ECDSA') {
      if (own.name === 'ES256K') return
      for (const hash of HASHES)
        if (hash !== own.hash)
          yield { ...attemptOf(material, { ...methodOf(own), hash }, { hash }), evidence: { of: 'Hash', before: own.hash, after: hash } }
      return
    }
    for (const row of rowsOf(own.family)) if (row.name !== own.name) yield attemptOf(material, methodOf(row), { as: row.name })
  },
} as const satisfies Cause

const rsPs = {
  id: 'alg-rs-ps',
  dimension: 'method',
  families: ['RSASSA-PKCS1-v1_5', 'RSASSA-PSS'],
  tried: 'the other RSA padding',
  explain: ({ alg, as }) => ({
    clause: `it were checked as ${String(as)}, with the other padding: the header says ${String(alg)}`,
    fix: 'The signer’s padding doesn’t match its header. Change one of them.',
  }),
  *tries(material) {
    const own = material.algorithm
    if (own?.kty !== 'RSA') return
    const other = rowsOf(own.family === 'RSASSA-PSS' ? 'RSASSA-PKCS1-v1_5' : 'RSASSA-PSS')
    for (const row of other.toSorted((a, b) => Number(b.hash === own.hash) - Number(a.hash === own.hash)))
      yield attemptOf(material, methodOf(row), { as: row.name })
  },
} as const satisfies Cause

const saltLength = {
  id: 'pss-salt-length',
  dimension: 'method',
  families: ['RSASSA-PKCS1-v1_5', 'RSASSA-PSS'],
  tried: 'other PSS salt lengths',
  explain: ({ as, salt, expected }) => ({
    clause: `its salt were allowed to have ${String(salt)} bytes; ${String(as)} requires ${String(expected)}, the length of its hash`,
    fix: 'In the signer, set the salt length to that of the hash (RFC 7518 section 3.5).',
  }),
  *tries(material) {
    const own = material.algorithm
    const key = material.keys.find((each) => each.type === 'RSA')
    if (own?.kty !== 'RSA' || !key) return
    for (const row of rowsOf('RSASSA-PSS').toSorted((a, b) => Number(b.hash === own.hash) - Number(a.hash === own.hash))) {
      const expected = hashLength(hashOf(row))
      const longest = Math.ceil((key.bits - 1) / 8) - expected - 2
      for (const salt of new Set([0, 20, longest, 32, 48, 64])) {
        if (salt !== expected && salt >= 0 && salt <= longest)
          yield attemptOf(material, { ...methodOf(row), saltLength: salt }, { as: row.name, salt, expected })
      }
    }
  },
} as const satisfies Cause

const otherFamily = {
  id: 'alg-other-family',
  dimension: 'method',
  families: undefined,
  tried: 'the algorithms that suit the key',
  explain: ({ alg, as, key }) => ({
    clause: `it were checked as ${String(as)}: that suits ${key === 'secret' ? 'the secret' : 'the key'}, but the header says ${String(alg)}`,
    fix: 'Don’t let the header choose. Find out which algorithm the issuer uses, pin it, and ask the issuer to correct the header.',
  }),
  *tries(material) {
    const own = material.algorithm
    // signature-curve-length covers other curves of the same family.
    const fitting = algorithms.filter(
      (row) => row.family !== own?.family && row.family !== 'none' && row.kty !== own?.kty && row.name !== 'EdDSA',
    )
    for (const row of fitting) {
      if (row.family === 'HMAC' ? material.secret !== undefined : material.keys.some((key) => suits(methodOf(row), key))) {
        yield attemptOf(material, methodOf(row), { as: row.name, key: row.family === 'HMAC' ? 'secret' : 'key' })
      }
    }
  },
} as const satisfies Cause

const eddsaName = {
  id: 'alg-eddsa-name',
  dimension: 'method',
  families: ['EdDSA'],
  tried: 'the other names of Edwards-curve signatures',
  explain: ({ alg, as }) => ({
    clause: `it were checked as ${String(as)}: the key is on that curve, but the header says ${String(alg)}`,
    fix: `Put the curve’s own name in the header (RFC 9864 section 2.2).`,
  }),
  *tries(material) {
    for (const row of rowsOf('EdDSA')) {
      if (row.name !== 'EdDSA' && row.name !== material.algorithm?.name && material.keys.some((key) => key.curve === row.name)) {
        yield attemptOf(material, methodOf(row), { as: row.name })
      }
    }
  },
} as const satisfies Cause

export const methodCauses = [otherHash, otherFamily, rsPs, saltLength, eddsaName] as const satisfies readonly Cause[]
