// Checks what accompanies a token: the request around a DPoP proof, the other values of a token response, and the certificates in the header.
import { plainValue, type JsonNode } from '../../core/text/json.ts'
import { verifyJws } from '../../core/crypto/verify.ts'
import { verified } from '../../core/crypto/verification.ts'
import { checkProof } from '../../core/dpop/check-proof.ts'
import { DECISIVE, type ProofCheck } from '../../core/dpop/proof-check.ts'
import type { DpopRequest } from '../../core/dpop/read-request.ts'
import { hashResults, type HashResult } from '../../core/expectations/issued-together.ts'
import type { Inspection } from '../../core/inspect.ts'
import { readKey } from '../../core/keys/read/read-key.ts'
import { tokenKeys } from '../../core/keys/sources/token-keys.ts'
import { keep, keepLatest } from '../../core/upkeep/keep.ts'
import type { Jws } from '../../core/token/jws.ts'
import type { Chain } from '../../core/x509/chain.ts'
import type { CheckedChain, When } from '../../core/x509/check-chain.ts'

/** What was found out about the things that accompany a token, whatever the time. */
export interface AlongFacts {
  /** The request that contains the open token, if it has a DPoP proof. */
  readonly request: DpopRequest | undefined
  readonly hashes: readonly HashResult[]
  /** The chain in "x5c", if there is one. */
  readonly chain: ChainFacts | undefined
}

interface ChainFacts {
  /** The token verifies with the key of its first certificate; undefined if that wasn't tried. */
  readonly signedToken: boolean | undefined
  /** The state of the chain at an instant. */
  at(when: When): CheckedChain
}

/** What the verdict says about one of them. */
export interface AlongResult {
  readonly about: 'request' | 'hashes' | 'chain'
  readonly state: 'met' | 'not-met' | 'not-checkable'
  readonly sentence: string
  readonly clause: string
}

/** The same, judged at an instant. */
export interface Along {
  /** In the order in which a server checks; empty if the token isn't in a request with a proof. */
  readonly request: readonly ProofCheck[]
  readonly hashes: readonly HashResult[]
  readonly chain: CheckedChain | undefined
  /** The results that a verdict takes into account. */
  readonly results: readonly AlongResult[]
}

export const NOTHING_ALONG: Along = { request: [], hashes: [], chain: undefined, results: [] }

/** Reads the text around a token and its header. Never throws. */
export async function readAlong(inspection: Inspection, jws: Jws | undefined): Promise<AlongFacts> {
  const { text, token } = inspection
  if (!token) return { request: undefined, hashes: [], chain: undefined }
  const request = /dpop/i.test(text)
    ? await (await import('../../core/dpop/read-request.ts')).readDpopRequest(text, token.span.from)
    : undefined
  const x5c = token.header.parameters.get('x5c')
  return { request, hashes: hashResults(inspection), chain: x5c && (await readChainFacts(x5c, jws)) }
}

/** Loads the code that reads certificates only if there are any, because it is large. */
async function readChainFacts(x5c: JsonNode, jws: Jws | undefined): Promise<ChainFacts> {
  const [{ readChain }, { checkChain }] = await Promise.all([import('../../core/x509/chain.ts'), import('../../core/x509/check-chain.ts')])
  const chain = await latestChain(x5c, readChain)
  const signedToken = jws && (await verifiesWithLeaf(jws))
  return { signedToken, at: (when) => checkChain(chain, signedToken, when) }
}

/** Reads a chain once per header, even while the rest of the token is edited, because verifying its signatures takes time. */
const latestChain = keepLatest(
  (x5c: JsonNode, read: (x5c: JsonNode) => Promise<Chain>) => read(x5c),
  (x5c) => [JSON.stringify(plainValue(x5c))],
)

/** Whether the first certificate's key verifies the signature; undefined if that can't be tried. */
async function verifiesWithLeaf(jws: Jws): Promise<boolean | undefined> {
  const { header } = jws.signatures[0]
  const leaf = tokenKeys(header).find(({ parameter }) => parameter === 'x5c')?.text
  if (leaf === undefined || jws.signatures.length > 1) return undefined
  const answer = await verifyJws(jws, await readKey(leaf, { alg: header.alg }), { source: 'token' })
  const isAnother = answer.state === 'key-problem' && answer.problem.id === 'key-alg-mismatch'
  return verified(answer) ? true : isAnother || answer.state === 'mismatch' ? false : undefined
}

/** The results at an instant, in seconds; the same object as long as nothing changes. */
export function judgeAlong(facts: AlongFacts, now: number, leeway: number): Along {
  return benchOf(facts)(now, leeway)
}

const benchOf = keep((facts: AlongFacts): ((now: number, leeway: number) => Along) => {
  const { request, hashes, chain } = facts
  if (!request && !chain && hashes.length === 0) return () => NOTHING_ALONG
  const textOf = keep((along: Along) => JSON.stringify(along))
  const steady = keepLatest(
    (along: Along) => along,
    (along) => [textOf(along)],
  )
  const at = keepLatest((now: number, leeway: number): Along => {
    const when = { now, leeway }
    const parts = {
      request: request ? checkProof(request, when) : [],
      hashes,
      chain: chain?.at(when),
    }
    return { ...parts, results: resultsOf(parts) }
  })
  return (now, leeway) => steady(at(now, leeway))
})

function resultsOf({ request, hashes, chain }: Omit<Along, 'results'>): AlongResult[] {
  const wrong = chain?.certificates.flatMap(({ checks }) => checks).find(({ state }) => state === 'not-met')
  return [
    ...request
      .filter(({ id, state }) => DECISIVE.has(id) || state === 'not-met')
      .map(({ state, sentence, clause }) => ({ about: 'request' as const, state, sentence, clause })),
    ...hashes.map(({ state, sentence, clause }) => ({ about: 'hashes' as const, state, sentence, clause })),
    // A chain that can't be checked in full proves nothing, and a token needs none.
    ...(chain?.state === 'broken'
      ? [
          {
            about: 'chain' as const,
            state: 'not-met' as const,
            sentence: wrong?.sentence ?? chain.sentence,
            clause: 'RFC 5280 section 6.1',
          },
        ]
      : []),
  ]
}
