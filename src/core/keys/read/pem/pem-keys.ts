// Reads the keys inside PEM text: each block by its label and content. Parameters are skipped; other blocks are named.
import { codePoint, codePointOf } from '../../../text/characters.ts'
import { inTurn, tooManyKeys } from '../../in-turn.ts'
import type { Budget } from '../../../budget.ts'
import {
  certificateOf,
  note,
  problem,
  publicMembers,
  type KeyFormat,
  type KeyMaterial,
  type KeyNote,
  type KeyProblem,
  type ReadKey,
} from '../../key-material.ts'
import { findPemBlocks, type PemBlock } from './pem.ts'
import { readSshKey } from './ssh.ts'
import { readDer } from '../der/read-der.ts'

export interface PemKeys {
  readonly results: readonly ReadKey[]
  readonly notes: readonly KeyNote[]
}

/** One result for each key: the issuers of a certificate chain become a note, and the two halves of a pair become one key. */
export async function readPemKeys(text: string, passphrase: string | undefined, budget: Budget): Promise<PemKeys> {
  // "openssl ecparam -genkey" writes the curve as a separate block before the key.
  const blocks = findPemBlocks(text).filter((block) => !block.label.endsWith('PARAMETERS'))
  if (blocks.length === 0) {
    return {
      results: [{ problem: problem('key-unsupported', 'parameters without a key', 'a key', 'paste the key block as well') }],
      notes: [],
    }
  }
  const results = await inTurn(blocks, budget, (block) => readBlock(block, passphrase))
  if (!results) return { results: [{ problem: tooManyKeys() }], notes: [] }
  return withoutIssuers(withoutTwins(results))
}

/** A chain runs from the key's own certificate upward (RFC 7468 section 5, RFC 5246 section 7.4.2); the other keys sign certificates, not tokens. */
function withoutIssuers(results: readonly ReadKey[]): PemKeys {
  const certificates = results.map(({ key }) => certificateOf(key))
  const issuerAt = (index: number): string | undefined => {
    const [before, own] = [certificates[index - 1], certificates[index]]
    return before && before.issuer === own?.subject && before.issuer !== before.subject ? own.subject : undefined
  }
  const issuers = results.map((_, index) => issuerAt(index)).filter((subject) => subject !== undefined)
  if (issuers.length === 0) return { results, notes: [] }
  return {
    results: results.filter((_, index) => issuerAt(index) === undefined),
    notes: [note('key-cert-chain', { length: issuers.length + 1, issuers: issuers.join('; ') })],
  }
}

/** Merges a private key with its public half or its certificate when they were pasted together: the fuller one is kept. */
function withoutTwins(results: readonly ReadKey[]): readonly ReadKey[] {
  const isPrivate = new Set(results.flatMap(({ key }) => (key?.kind === 'private' ? [publicHalf(key)] : [])))
  const seen = new Set<string>()
  return results.filter(({ key }) => {
    if (!key || key.kind === 'private') return true
    const half = publicHalf(key)
    const isTwin = isPrivate.has(half) || seen.has(half)
    seen.add(half)
    return !isTwin
  })
}

function publicHalf({ jwk }: KeyMaterial): string {
  return JSON.stringify(publicMembers(jwk))
}

/** The label for a kind of content (RFC 7468, RFC 8017, and RFC 5915 as OpenSSL writes them). Certificates have several. */
const LABELS: Partial<Record<KeyFormat, string>> = {
  spki: 'PUBLIC KEY',
  pkcs8: 'PRIVATE KEY',
  'pkcs8-encrypted': 'ENCRYPTED PRIVATE KEY',
  'pkcs1-public': 'RSA PUBLIC KEY',
  'pkcs1-private': 'RSA PRIVATE KEY',
  sec1: 'EC PRIVATE KEY',
}

async function readBlock(block: PemBlock, passphrase: string | undefined): Promise<ReadKey> {
  const foreign = foreignBlock(block)
  if (foreign) return { problem: foreign }
  if (block.foreign !== undefined) {
    const code = codePoint(codePointOf(block.foreign))
    return {
      problem: problem(
        'key-pem-damaged',
        `a character that isn’t base64 (${code}) inside the key`,
        'base64 between the BEGIN and END lines',
        'copy the key again',
        {
          codePoint: codePointOf(block.foreign),
        },
      ),
    }
  }
  const result = await readContent(block, passphrase)
  if (result.problem) return result
  const repairs: KeyNote[] = block.repaired.map((repaired) => note('key-pem-damaged', { repaired }))
  const label = LABELS[result.key.format]
  if (label !== undefined && block.label !== label) repairs.push(note('key-pem-damaged', { repaired: 'label', label }))
  return { key: result.key, notes: [...repairs, ...result.notes] }
}

async function readContent(block: PemBlock, passphrase: string | undefined): Promise<ReadKey> {
  if (block.label === 'SSH2 PUBLIC KEY') return readSshKey(block.bytes)
  if (block.label === 'OPENSSH PRIVATE KEY') return (await import('./ssh-private.ts')).readOpenSshPrivate(block.bytes)
  let der = block.bytes
  if (isEncryptedPem(block)) {
    const opened = await (await import('./encrypted-pem.ts')).decryptPem(block, passphrase)
    if (opened.problem) return { problem: opened.problem }
    der = opened.der
  }
  return readDer(der, { armor: 'pem', label: block.label, passphrase })
}

function isEncryptedPem(block: PemBlock): boolean {
  return block.headers.get('Proc-Type')?.includes('ENCRYPTED') ?? false
}

function foreignBlock(block: PemBlock): KeyProblem | undefined {
  if (block.label.startsWith('PGP '))
    return problem('key-unsupported', 'a PGP key', 'a PEM, JWK or OpenSSH key', 'ask for another key: JOSE doesn’t use PGP keys')
  if (block.bytes.length === 0 && block.foreign === undefined) {
    return problem('key-pem-damaged', 'a BEGIN line with nothing after it', 'base64 between the BEGIN and END lines', 'copy the whole key')
  }
  return undefined
}
