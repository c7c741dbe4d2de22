// Issues the claims of the open token as an SD-JWT, signed with the key in the key box or another one, in the token's place.
import { neededInWords } from '../../core/keys/problem-in-words.ts'
import { sign as signBytes } from '../../core/crypto/sign.ts'
import { exportJwk } from '../../core/keys/make/export-key.ts'
import { readKey } from '../../core/keys/read/read-key.ts'
import { headerWithType, issueSdJwt, type IssueProblem } from '../../core/sd-jwt/issue.ts'
import { processSdJwt } from '../../core/sd-jwt/process.ts'
import type { SdHash } from '../../core/sd-jwt/sd-hash.ts'
import { encodeBase64url, encodeText } from '../../core/text/base64url.ts'
import { quoted } from '../../core/text/quoted.ts'
import { spliced } from '../../core/text/span.ts'
import type { Token } from '../../core/token/token.ts'
import { derive } from '../../session/state/derived.ts'
import { compactJson } from '../../session/text/json-layout.ts'
import type { Store } from '../../session/store/store.ts'

export interface IssueForm {
  readonly marked: ReadonlySet<string>
  readonly hash: SdHash
  readonly decoys: number
  readonly typ: string
  /** The holder's public or private key; its public half goes into "cnf". If empty, "cnf" stays as it is. */
  readonly holder: string
  /** A private key. If empty, the key in the key box signs. */
  readonly signer: string
}

/** The claims to issue, as JSON without whitespace; for an SD-JWT, the processed ones. Undefined where there are none. */
export function claimsToIssue(token: Token | undefined): string | undefined {
  if (token?.object?.kind !== 'jws' || token.header.unencodedPayload) return undefined
  if (token.sdJwt) return processSdJwt(token)?.payload?.text
  const { utf8, json, text } = token.payload?.decoded ?? {}
  return utf8 && json?.valid && json.root?.type === 'object' ? compactJson(text ?? '') : undefined
}

/** Resolves with why nothing was issued, or with undefined once the token is there. */
export async function issue(store: Store, form: IssueForm): Promise<string | undefined> {
  store.flush()
  const { state } = store.getSnapshot()
  const { token, index } = derive(state).inspection
  const claims = claimsToIssue(token)
  if (!token || claims === undefined) return 'There is no claims set here to issue.'
  const alg = token.header.protected.get('alg')
  if (alg?.type !== 'string' || alg.value === 'none')
    return 'An SD-JWT must be signed, so its protected header needs an “alg” other than none (RFC 9901 section 4.1).'

  const holder = await readHolder(form.holder)
  if (typeof holder === 'string') return holder
  const made = issueSdJwt({ claims, marked: form.marked, hash: form.hash, decoys: form.decoys, holderJwk: holder.jwk })
  if (made.problem) return problemInWords(made.problem)

  const { segment } = token.header
  const header = form.typ === '' ? segment.decoded.text : headerWithType(segment.decoded.text, form.typ)
  const input = `${header === segment.decoded.text ? segment.text : encodeText(header)}.${encodeText(made.payload)}`
  const bytes = new TextEncoder().encode(input)
  const { kid } = token.header
  const isOwn = form.signer.trim() === ''
  const signing = isOwn
    ? await (await import('../../session/answers/check.ts')).signOther(state, alg.value, bytes, kid)
    : await signBytes(alg.value, bytes, await readKey(form.signer, { alg: alg.value }), { kid })
  if (store.getSnapshot().state !== state) return undefined
  if (!signing.signature) return neededInWords('sign', signing.problem)
  const compact = `${input}.${encodeBase64url(signing.signature)}~${[...made.disclosures, ''].join('~')}`
  const jwk = isOwn || !signing.key ? undefined : exportJwk(signing.key, signing.key.kind === 'secret' ? 'whole' : 'public')
  // A signature by another key wouldn't verify with the one in the box.
  const key = jwk && ({ text: JSON.stringify(jwk, null, 2), origin: { from: 'typed' } } as const)
  store.dispatch({ type: 'load', text: spliced(state.text, token.span, compact), index, ...(key && { key }) })
  return undefined
}

/** The public half of the holder's key, undefined where none was given; or a sentence that says what is wrong with it. */
async function readHolder(text: string): Promise<{ readonly jwk: Record<string, string> | undefined } | string> {
  if (text.trim() === '') return { jwk: undefined }
  const reading = await readKey(text, { alg: 'ES256' })
  if (reading.problem) return neededInWords('name the holder', reading.problem)
  const [key, ...others] = reading.keys
  const jwk = key && exportJwk(key, 'public', {})
  if (!jwk || others.length > 0) return 'To name the holder, give one public key: a secret in “cnf” would be published.'
  return { jwk }
}

function problemInWords(problem: IssueProblem): string {
  switch (problem.kind) {
    case 'not-an-object':
      return 'These claims aren’t a JSON object, or are too large to process.'
    case 'reserved-name':
      return `The name ${quoted(problem.name)} is reserved, so the claims can’t be issued with it (RFC 9901 section 4.1).`
    case 'repeated-name':
      return `The name ${quoted(problem.name)} occurs twice. Which of the two counts depends on the reader, so neither is issued.`
  }
}
