// OpenID Federation statements, which entities make about themselves and each other.
import { byTyp, claimText, claimValue, profile, required, rule } from '../profile/requirement.ts'

const SILENT = [
  'aud-missing',
  'jti-missing',
  'aud-equals-iss',
  'data-bulk',
  'data-nested-token',
  'data-pii',
  'time-lifetime-access',
  'claim-in-wrong-place',
] as const

export const entityStatement = profile({
  id: 'entity-statement',
  name: 'Entity statement',
  purpose: 'statement',
  sources: ['OpenID Federation section 3'],
  recognize: byTyp('entity-statement+jwt'),
  requirements: [
    required('OpenID Federation section 3', 'iss', 'sub', 'iat', 'exp', 'jwks'),
    rule('federation-authority-hints', {
      about: { in: 'payload', name: 'authority_hints' },
      text: "`authority_hints` is a non-empty list, and is only in the entity's own configuration.",
      clause: 'OpenID Federation section 3',
      severity: 'error',
      otherwise: '`authority_hints` is empty, or is in a statement about another entity.',
      why: 'Verifiers follow it up the chain of trust.',
      fix: "Name the superiors in the entity's own configuration, or leave the claim out.",
      holds: (facts) => {
        const hints = claimValue(facts, 'authority_hints')
        if (!hints) return undefined
        return hints.type === 'array' && hints.items.length > 0 && claimText(facts, 'iss') === claimText(facts, 'sub')
      },
    }),
  ],
  meanings: { iss: 'entity that says it', sub: 'entity it is about' },
  silences: SILENT,
})

const other = <Kind extends string>(kind: Kind, name: string, clause: string, ...claims: readonly string[]) =>
  profile({
    id: kind,
    name,
    purpose: 'statement',
    sources: [clause],
    recognize: byTyp(`${kind}+jwt`),
    requirements: [required(clause, ...claims)],
    silences: [...SILENT, 'exp-missing', 'time-forever'],
  })

export const federationOthers = [
  other('trust-mark', 'Trust mark', 'OpenID Federation section 7.1', 'iss', 'sub', 'iat'),
  other('trust-mark-delegation', 'Trust mark delegation', 'OpenID Federation section 7.2', 'iss', 'sub', 'iat'),
  other('resolve-response', 'Resolve response', 'OpenID Federation section 8.3', 'iss', 'sub', 'iat', 'exp', 'metadata'),
  other('jwk-set', 'Signed key set', 'OpenID Federation section 5.2', 'iss', 'sub', 'keys'),
  other(
    'explicit-registration-response',
    'Explicit registration response',
    'OpenID Federation section 12.2',
    'iss',
    'sub',
    'iat',
    'exp',
    'aud',
  ),
]
