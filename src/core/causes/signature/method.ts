// Another algorithm than the header names: another hash, another padding, another salt length, another family altogether.
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
    fix: 'The signer writes one algorithm into the header and uses another; make them the same there.',
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
    clause: `it were checked as ${String(as)}: the header says ${String(alg)}, and the padding is the other one`,
    fix: 'The signer’s padding and its header disagree; change one of them there.',
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
    clause: `its salt were allowed to have ${String(salt)} bytes; ${String(as)} wants ${String(expected)}, as many as its hash`,
    fix: 'Set the salt length to that of the hash where it is signed (RFC 7518 section 3.5).',
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
  tried: 'the algorithms that the key is made for',
  explain: ({ alg, as, key }) => ({
    clause: `it were checked as ${String(as)}: that is what ${key === 'secret' ? 'the secret' : 'the key'} fits, and the header says ${String(alg)}`,
    fix: 'Do not let the header choose. Find out which algorithm the issuer means, pin it, and have the header corrected there.',
  }),
  *tries(material) {
    const own = material.algorithm
    // Another curve of the same family is signature-curve-length's to say.
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
    clause: `it were checked as ${String(as)}: the key is on that curve, and the header says ${String(alg)}`,
    fix: `Write the curve’s own name into the header (RFC 9864 section 2.2).`,
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
