// Judges whether a token is what a service expects, and words each result as that server would.
import { textOf } from '../text/json.ts'
import type { DiagnosticContext } from '../diagnostics/rule/diagnostic.ts'
import { areClaimsUnread } from '../claims/claims-set.ts'
import { durationInWords, readNumericDate } from '../claims/numeric-date.ts'
import { companionResults } from './companions.ts'
import type { Expectations } from './expectations.ts'
import { result, texts, type ExpectationId, type ExpectationResult } from './result.ts'
import type { JsonNode } from '../text/json.ts'
import { quoted } from '../text/quoted.ts'

/** Judges every expectation. Total, and never says "met" if something could not be read. */
export function judgeExpectations(expectations: Expectations, context: DiagnosticContext): ExpectationResult[] {
  const results = [...plainResults(expectations, context)]
  // Claims that can't be read can't be called missing.
  if (areClaimsUnread(context))
    return results.map((each) => (OF_HEADER.has(each.id) ? each : { ...each, state: 'not-checkable', sentence: UNREAD }))
  return [...results, ...companionResults(expectations.companions ?? {}, context)]
}

const OF_HEADER: ReadonlySet<ExpectationId> = new Set(['typ', 'algorithm'])
const UNREAD = 'Its claims can’t be read here, so this can’t be checked.'

function* plainResults(expected: Expectations, context: DiagnosticContext): Iterable<ExpectationResult> {
  const { claims } = context
  // Anyone can change what is not signed, so it meets no expectation.
  const protectedHeader = context.token.header.protected
  const unnamed = (name: string, absent: string) =>
    context.header.has(name) ? `its ${name} is outside the protected header, where anyone can change it` : absent
  // In a presentation, the holder states the audience and the nonce, and these count once they are proven (RFC 9901 section 7.3).
  const proven = context.keyBinding?.state === 'valid' ? context.keyBinding.claims : undefined
  const claim = (name: string) => textOf(claims?.get(name))
  if (expected.issuer) {
    const got = claim('iss')
    const near = got !== undefined && got.replace(/\/$/, '') === expected.issuer.replace(/\/$/, '')
    const said = got === undefined ? 'it names no issuer' : `it was issued by ${quoted(got)}`
    const hint = near ? '; they differ only by the trailing slash' : ''
    yield result('issuer', got === expected.issuer, {
      right: `Issued by ${quoted(expected.issuer)}, which you trust.`,
      wrong: `${said}, but you trust ${quoted(expected.issuer)}${hint}.`,
      clause: 'RFC 7519 section 4.1.1',
    })
  }
  if (expected.audience) {
    const got = texts(claims?.get('aud') ?? proven?.get('aud'))
    const said = got.length === 0 ? 'this token names no audience' : `this token is for ${got.slice(0, 3).map(quoted).join(' and ')}`
    yield result('audience', got.includes(expected.audience), {
      right: `It is for ${quoted(expected.audience)}.`,
      wrong: `${said}, but you expect ${quoted(expected.audience)}.`,
      clause: 'RFC 7519 section 4.1.3',
    })
  }
  if (expected.typ) {
    const got = textOf(protectedHeader.get('typ'))
    const plain = (typ: string | undefined) => typ?.toLowerCase().replace(/^application\//, '')
    yield result('typ', plain(got) === plain(expected.typ), {
      right: `Its type is ${quoted(expected.typ)}.`,
      wrong: `${got === undefined ? unnamed('typ', 'its type is not named (no typ)') : `its type is ${quoted(got)}`}, but you expect ${quoted(expected.typ)}.`,
      clause: 'RFC 8725 section 3.11',
    })
  }
  if (expected.algorithms?.length) {
    const got = textOf(protectedHeader.get('alg'))
    yield result('algorithm', got !== undefined && expected.algorithms.includes(got), {
      right: `${quoted(got ?? '')} is among the algorithms that you accept.`,
      wrong: `${got === undefined ? unnamed('alg', 'it names no algorithm') : got === 'none' ? 'it is not signed' : `it is ${context.token.object?.kind === 'jwe' ? 'encrypted' : 'signed'} with ${quoted(got)}`}, but you accept ${expected.algorithms.slice(0, 5).map(quoted).join(' or ')}.`,
      clause: 'RFC 8725 section 3.1',
    })
  }
  if (expected.subject) {
    const got = claim('sub')
    yield result('subject', got === expected.subject, {
      right: `Its subject is ${quoted(expected.subject)}.`,
      wrong: `${got === undefined ? 'it names no subject' : `its subject is ${quoted(got)}`}, but you expect ${quoted(expected.subject)}.`,
      clause: 'RFC 7519 section 4.1.2',
    })
  }
  if (expected.scope?.length) {
    const got = new Set([...scopes(claims?.get('scope')), ...scopes(claims?.get('scp'))])
    const lacks = expected.scope.filter((each) => !got.has(each))
    yield result('scope', lacks.length === 0, {
      right: `It permits ${expected.scope.slice(0, 5).map(quoted).join(' and ')}.`,
      wrong: `${got.size === 0 ? 'it permits nothing' : `it permits ${[...got].slice(0, 5).map(quoted).join(' ')}`}, but ${lacks.slice(0, 5).map(quoted).join(' and ')} is needed (insufficient_scope).`,
      clause: 'RFC 6750 section 3.1',
      status: 403,
    })
  }
  if (expected.nonce) {
    const got = claim('nonce') ?? textOf(proven?.get('nonce'))
    yield result('nonce', got === expected.nonce, {
      right: 'Its nonce is the one you sent.',
      wrong: `${got === undefined ? 'it has no nonce' : 'its nonce is different'}, so it doesn’t answer your request.`,
      clause: 'OpenID Connect Core section 3.1.3.7',
    })
  }
  if (expected.maxAge !== undefined) yield maxAge(expected.maxAge, context)
}

function maxAge(most: number, { claims, now, leeway }: DiagnosticContext): ExpectationResult {
  const signedIn = claims?.get('auth_time')
  const from = signedIn ?? claims?.get('iat')
  const date = from && readNumericDate(from)
  const at = date?.kind === 'seconds' ? date.seconds : undefined
  const age = at === undefined ? undefined : now - at
  const what = signedIn ? 'the person signed in' : 'it was issued'
  return result('max-age', age === undefined ? false : age <= most + leeway, {
    right: `${what.charAt(0).toUpperCase()}${what.slice(1)} ${durationInWords(age ?? 0)} ago, within ${durationInWords(most)}.`,
    wrong:
      age === undefined
        ? `nothing says when ${what}, but you allow ${durationInWords(most)}.`
        : `${what} ${durationInWords(age)} ago, but you allow ${durationInWords(most)}.`,
    clause: signedIn ? 'OpenID Connect Core section 3.1.2.1' : 'RFC 7519 section 4.1.6',
  })
}

function scopes(node: JsonNode | undefined): string[] {
  return texts(node)
    .flatMap((each) => each.split(' '))
    .filter((each) => each !== '')
}
