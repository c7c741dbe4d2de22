// Validates a certificate chain at a given time (RFC 5280 section 6.1): the checks of each certificate, and whether the chain is trusted.
import { durationInWords, utcTime } from '../claims/numeric-date.ts'
import { shown } from '../text/quoted.ts'
import { namesItself, type Chain, type Link } from './chain.ts'
import { NAME_CONSTRAINTS, type CertificateInPath } from './certificate.ts'

export type ChainCheckId = 'signature' | 'names' | 'validity' | 'ca' | 'path-length' | 'key-usage' | 'extensions' | 'token'

export interface ChainCheck {
  readonly id: ChainCheckId
  readonly state: 'met' | 'not-met' | 'not-checkable'
  /** Values come from the certificates and are quoted: show them as text. */
  readonly sentence: string
}

/** A certificate of the chain and its checks, failures first. */
export interface CheckedCertificate {
  readonly subject: string
  readonly checks: readonly ChainCheck[]
}

export interface CheckedChain {
  /** The one with the token's key first. Empty if the chain can't be read. */
  readonly certificates: readonly CheckedCertificate[]
  readonly state: 'consistent' | 'trusted' | 'untrusted' | 'broken' | 'not-checkable'
  /** The conclusion about the chain, in a sentence. */
  readonly sentence: string
}

export interface When {
  readonly now: number
  readonly leeway: number
}

/** For a chain whose checks all pass, when the reader gave no root. */
export const CONSISTENT = 'The chain is consistent, but nothing here says that its root is trusted.'

/**
 * Judges a chain. `signedToken`: whether the token's signature verifies with the first certificate's key; undefined if that wasn't
 * tried. Total.
 */
export function checkChain(chain: Chain, signedToken: boolean | undefined, when: When): CheckedChain {
  if (chain.kind === 'unreadable')
    return { certificates: [], state: 'broken', sentence: `The chain can’t be read: entry ${chain.at + 1} of \`x5c\` isn’t a certificate.` }
  if (chain.kind === 'too-long')
    return {
      certificates: [],
      state: 'not-checkable',
      sentence: `The chain has ${chain.length} certificates, which is too many to check here.`,
    }
  const certificates = chain.links.map((link, i) => {
    const checks = [...(i === 0 ? tokenCheck(signedToken) : []), ...linkChecks(link, i, chain.links, when)]
    return { subject: link.certificate.facts.subject, checks: checks.sort((a, b) => ORDER[a.state] - ORDER[b.state]) }
  })
  const anchored = chain.anchor
    ? [{ subject: chain.anchor.facts.subject, checks: anchorChecks(chain.anchor, chain.links.length, signedToken, chain.links, when) }]
    : []
  const all = [...certificates, ...anchored]
  return { certificates: all, ...whole(chain, all) }
}

const ORDER = { 'not-met': 0, 'not-checkable': 1, met: 2 }

function whole(
  { root, anchor }: Extract<Chain, { kind: 'chain' }>,
  all: readonly CheckedCertificate[],
): Pick<CheckedChain, 'state' | 'sentence'> {
  const checks = all.flatMap((each) => each.checks)
  const wrong = checks.filter(({ state }) => state === 'not-met').length
  if (wrong > 0) return { state: 'broken', sentence: `The chain is broken: ${wrong === 1 ? 'one check fails' : `${wrong} checks fail`}.` }
  if (checks.some(({ state }) => state === 'not-checkable'))
    return { state: 'not-checkable', sentence: 'The chain couldn’t be checked in full, so it proves nothing.' }
  if (root === 'reached')
    return { state: 'trusted', sentence: `The chain leads to the root that you gave, ${name(anchor?.facts.subject ?? '')}.` }
  return root === 'not-given'
    ? { state: 'consistent', sentence: CONSISTENT }
    : { state: 'untrusted', sentence: 'The chain is consistent, but it doesn’t lead to a root that you gave.' }
}

function tokenCheck(signedToken: boolean | undefined): ChainCheck[] {
  if (signedToken === undefined) return []
  return [
    signedToken
      ? check('token', true, 'Its key verifies the token’s signature.')
      : check(
          'token',
          false,
          'Its key doesn’t verify the token’s signature, as the first certificate’s key must (RFC 7515 section 4.1.6).',
        ),
  ]
}

function linkChecks({ certificate, issuer, signature, namesFit }: Link, i: number, links: readonly Link[], when: When): ChainCheck[] {
  const { facts } = certificate
  const isSelf = issuer === certificate
  const by = isSelf ? 'its own key' : `the key of ${name(issuer?.facts.subject ?? '')}`
  const signed =
    // A root's signature on itself proves nothing, whatever the hash.
    signature === undefined || (isSelf && signature === 'weak')
      ? []
      : [
          signature === 'holds'
            ? check('signature', true, `Signed with ${by}.`)
            : signature === 'broken'
              ? check('signature', false, `Its signature doesn’t verify with ${by}.`)
              : signature === 'weak'
                ? check('signature', false, 'Signed with SHA-1 or an older hash: such certificates can be forged.')
                : check('signature', undefined, 'Its signature algorithm isn’t supported here.'),
        ]
  const named =
    issuer && !isSelf && !namesFit
      ? [check('names', false, `It was issued by ${name(facts.issuer)}, but the next certificate is ${name(issuer.facts.subject)}.`)]
      : []
  return [
    ...signed,
    ...named,
    validity(certificate, when),
    ...extensions(certificate),
    ...(i > 0 || isSelf ? authority(certificate, i, links) : []),
  ]
}

/** Checks the reader's root: its times, and that it was allowed to issue what it issued. */
function anchorChecks(
  anchor: CertificateInPath,
  i: number,
  signedToken: boolean | undefined,
  links: readonly Link[],
  when: When,
): ChainCheck[] {
  return [
    ...(i === 0 ? tokenCheck(signedToken) : []),
    validity(anchor, when),
    ...extensions(anchor),
    ...(i > 0 ? authority(anchor, i, links) : []),
  ]
}

function validity({ facts: { notBefore, notAfter } }: CertificateInPath, { now, leeway }: When): ChainCheck {
  const day = (seconds: number) => (utcTime(seconds) ?? '').slice(0, 10)
  if (now - leeway > notAfter) return check('validity', false, `It expired ${durationInWords(now - notAfter)} ago, on ${day(notAfter)}.`)
  if (now + leeway < notBefore)
    return check('validity', false, `It isn’t valid yet. It becomes valid in ${durationInWords(notBefore - now)}, on ${day(notBefore)}.`)
  return check('validity', true, `Valid from ${day(notBefore)} to ${day(notAfter)}.`)
}

function extensions({ unprocessed }: CertificateInPath): ChainCheck[] {
  if (unprocessed.length === 0) return []
  const named = unprocessed.slice(0, 3).map((oid) => (oid === NAME_CONSTRAINTS ? 'name constraints' : shown(oid)))
  return [check('extensions', undefined, `It has extensions that must be processed but aren’t here (${named.join(', ')}).`)]
}

/** Checks that a certificate may issue the ones below it (RFC 5280 section 6.1.4, steps k to n). Nothing is required of a lone certificate that is its own root. */
function authority(certificate: CertificateInPath, i: number, links: readonly Link[]): ChainCheck[] {
  if (i === 0) return []
  const { isCa, pathLength, maySign } = certificate
  // Neither certificates that an authority issued to itself nor the last one of the path count.
  const between = links.slice(1, i).filter((link) => !namesItself(link.certificate)).length
  return [
    isCa === true
      ? check('ca', true, 'It may issue certificates (`cA` in its basic constraints).')
      : check('ca', false, 'It isn’t allowed to issue certificates (no `cA` in its basic constraints).'),
    ...(pathLength !== undefined && between > pathLength
      ? [
          check(
            'path-length',
            false,
            `It allows ${pathLength === 0 ? 'no authority' : `${pathLength} ${pathLength === 1 ? 'authority' : 'authorities'}`} below it, but there ${between === 1 ? 'is one' : `are ${between}`}.`,
          ),
        ]
      : []),
    ...(maySign === false
      ? [check('key-usage', false, 'Its key isn’t allowed to sign certificates (no `keyCertSign` in its key usage).')]
      : []),
  ]
}

function check(id: ChainCheckId, holds: boolean | undefined, sentence: string): ChainCheck {
  return { id, state: holds === undefined ? 'not-checkable' : holds ? 'met' : 'not-met', sentence }
}

function name(subject: string): string {
  return subject === '' ? 'a certificate without a name' : `“${shown(subject, 80)}”`
}
