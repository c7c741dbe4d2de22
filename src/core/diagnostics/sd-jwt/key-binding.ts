// Rules about the key binding JWT of an SD-JWT: whether it proves that the holder of the key made this presentation, and when (RFC 9901 section 7.3).
import { durationInWords, readNumericDate } from '../../claims/numeric-date.ts'
import type { KeyBindingReason, KeyBindingState } from '../../sd-jwt/key-binding.ts'
import type { Place } from '../../text/span.ts'
import type { Diagnostic, DiagnosticContext } from '../rule/diagnostic.ts'
import { shown } from '../rule/shown.ts'
import { rfc } from '../rule/sources.ts'

/** Older than this, a presentation is hardly the answer to a request of now. Seconds. */
const FRESH = 600

/** The key binding JWT's characters; undefined where there is none. */
function placeOf({ token }: DiagnosticContext): Place | undefined {
  const binding = token.sdJwt?.keyBinding
  return binding && { in: 'token', span: { from: binding.at, to: binding.at + binding.text.length } }
}

const SENTENCES: Readonly<Record<KeyBindingReason, (found: string) => string>> = {
  'not-a-jws': () => "What follows the last `~` isn't a signed JWT.",
  typ: (found) =>
    found === '' ? 'The key binding JWT has no `typ`; it must be `kb+jwt`.' : `Its \`typ\` is \`${found}\`; it must be \`kb+jwt\`.`,
  alg: (found) => `The key binding JWT uses \`${found}\`, with which anyone can sign.`,
  claim: (found) => `The key binding JWT lacks \`${found}\`, or it has the wrong type.`,
  'cnf-absent': () => "The key binding can't be checked: the issuer named no key (`cnf`).",
  'cnf-elsewhere': (found) => `The key binding can't be checked here: \`cnf\` names the holder's key by \`${found}\` only.`,
  'cnf-unreadable': () => "The key binding can't be checked: `cnf.jwk` isn't a key that can be read.",
  unsupported: (found) => `The key binding can't be checked: \`${found}\` isn't supported here.`,
  signature: () => "The key binding JWT isn't signed with the holder's key (`cnf`).",
  'key-type': () => "The key binding JWT isn't signed with the holder's key: its `alg` needs a key of another type than `cnf` has.",
  'sd-hash': () => "The key binding JWT doesn't cover these disclosures: `sd_hash` is the hash of another presentation.",
}

/** A rule that says why the key binding is in one state. */
function stateRule<const Id extends string>(
  state: KeyBindingState,
  wording: Pick<Diagnostic, 'severity' | 'source' | 'why' | 'fix'> & { readonly id: Id },
): Diagnostic<Id> {
  return {
    ...wording,
    message: ({ id, found }) => SENTENCES[id as KeyBindingReason](String(found)),
    *hits(context) {
      const reason = context.keyBinding?.state === state ? context.keyBinding.reason : undefined
      const place = placeOf(context)
      if (reason && place) yield { place, args: { id: reason.id, found: shown(reason.found, 40) } }
    },
  }
}

export const sdJwtKeyBinding = [
  stateRule('malformed', {
    id: 'sd-kb-malformed',
    severity: 'error',
    source: [rfc(9901, '4.3'), rfc(9901, '7.3')],
    why: 'A verifier must reject it: another kind of token could be passed off as the proof.',
    fix: 'The holder must make a key binding JWT with `typ`, `iat`, `aud`, `nonce` and `sd_hash`.',
  }),
  stateRule('mismatch', {
    id: 'sd-kb-mismatch',
    severity: 'error',
    source: [rfc(9901, '7.3')],
    why: 'The presenter of the SD-JWT doesn’t prove that it was issued to them. It may be stolen.',
    fix: 'Reject the presentation. The holder must sign with the private key that belongs to `cnf`.',
  }),
  stateRule('wrong-hash', {
    id: 'sd-kb-hash',
    severity: 'error',
    source: [rfc(9901, '4.3.1'), rfc(9901, '7.3')],
    why: 'Disclosures were added, removed or changed after the holder signed.',
    fix: 'Reject the presentation. The holder must sign exactly what is sent.',
  }),
  stateRule('no-key', {
    id: 'sd-kb-unchecked',
    severity: 'warning',
    source: [rfc(9901, '7.3')],
    why: 'An unchecked key binding JWT proves nothing: anyone can append one.',
    fix: 'Get the holder’s key that `cnf` refers to, and verify the key binding JWT with it.',
  }),
  {
    id: 'sd-kb-age',
    severity: 'info',
    source: [rfc(9901, '7.3')],
    message: ({ age, ahead }) =>
      ahead === 1 ? `The key binding JWT is dated ${age} in the future.` : `The key binding JWT was made ${age} ago.`,
    why: 'A verifier accepts it for minutes only, so that a recorded presentation can’t be used again.',
    fix: 'Ask the holder for a new presentation, with a new nonce.',
    *hits(context) {
      const iat = context.keyBinding?.claims?.get('iat')
      const place = placeOf(context)
      const date = iat && readNumericDate(iat)
      if (!place || !date || date.kind === 'not-a-number') return
      const age = context.now - date.seconds
      if (age > FRESH) yield { place, args: { age: durationInWords(age), ahead: 0 } }
      else if (-age > Math.max(context.leeway, 60)) yield { place, args: { age: durationInWords(-age), ahead: 1 }, severity: 'warning' }
    },
  },
] as const satisfies readonly Diagnostic[]
