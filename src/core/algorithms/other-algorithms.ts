// Registered "alg" names that sign nothing here, so that a misplaced or forbidden name is told apart from an unknown one (IANA "JSON Web Signature and Encryption Algorithms").
import { contentEncryptions, keyManagements } from './encryption-algorithms.ts'

/**
 * - `encryption`: it encrypts keys or content (RFC 7518 sections 4 and 5); a JWS cannot use it.
 * - `prohibited`: registered so that no one uses it (Web Cryptography API registrations).
 * - `elsewhere`: registered for COSE or drafted under that name; JOSE has another name, given in `instead` where there is one.
 */
export interface OtherAlgorithm {
  readonly name: string
  readonly standing: 'encryption' | 'prohibited' | 'elsewhere'
  readonly spec: string
  readonly instead: string | undefined
}

const row = (standing: OtherAlgorithm['standing'], spec: string, names: string, instead?: string): OtherAlgorithm[] =>
  names.split(' ').map((name) => Object.freeze({ name, standing, spec, instead }))

export const otherAlgorithms: readonly OtherAlgorithm[] = Object.freeze([
  ...[...keyManagements, ...contentEncryptions].flatMap(({ name, spec }) =>
    row('encryption', `${spec.document} section ${spec.section}`, name),
  ),
  ...row('prohibited', 'Web Cryptography API', 'RS1 HS1 A128CBC A192CBC A256CBC A128CTR A192CTR A256CTR'),
  ...row('elsewhere', 'RFC 9864 section 2.1', 'ESP256', 'ES256'),
  ...row('elsewhere', 'RFC 9864 section 2.1', 'ESP384', 'ES384'),
  ...row('elsewhere', 'RFC 9864 section 2.1', 'ESP512', 'ES512'),
  ...row('elsewhere', 'RFC 9864 section 2.1', 'ESB256 ESB320 ESB384 ESB512'),
])

const byName = new Map(otherAlgorithms.map((other) => [other.name, other]))

/** The draft that a name of key management belongs to, which may still change; undefined for any other name. */
export function draftOfKeyManagement(alg: string): string | undefined {
  if (/^HPKE-\d/.test(alg)) return 'draft-ietf-jose-hpke-encrypt'
  return /^ML-KEM-\d/.test(alg) ? 'draft-ietf-jose-pqc-kem' : undefined
}

/** A registered name that isn't a signature algorithm here, if `alg` is one. */
export function otherAlgorithmByName(alg: string): OtherAlgorithm | undefined {
  return byName.get(alg)
}
