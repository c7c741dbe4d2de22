// Tokens that identify CI jobs and apps to other services: GitHub Actions, GitHub Apps and GitLab.
import { vendorOf } from '../../registries/vendors/index.ts'
import { allowedAlgorithms, audiences, claimText, profile, required, rule } from '../profile/requirement.ts'

const ACTIONS = 'GitHub, OpenID Connect reference'
const APPS = 'GitHub, generating a JSON Web Token for a GitHub App'
const GITLAB = 'GitLab, OpenID Connect ID tokens in CI/CD'

export const githubActions = profile({
  id: 'github-actions',
  name: 'GitHub Actions token',
  purpose: 'assertion',
  sources: [ACTIONS],
  recognize: (facts) =>
    vendorOf(claimText(facts, 'iss') ?? '') === 'github-actions' ? { certain: true, because: 'its issuer is GitHub Actions' } : undefined,
  requirements: [
    required(ACTIONS, 'sub', 'aud', 'repository', 'ref'),
    rule('github-pull-request', {
      about: { in: 'payload', name: 'sub' },
      text: '`sub` names a branch or an environment rather than any pull request.',
      clause: ACTIONS,
      severity: 'warning',
      otherwise: '`sub` says "pull_request": a rule that trusts it trusts every pull request in the repository.',
      why: 'Then anyone who may open a pull request gets the access that the rule grants.',
      fix: 'Trust a branch or a protected environment instead.',
      holds: (facts) => !claimText(facts, 'sub')?.endsWith(':pull_request'),
    }),
    rule('github-default-audience', {
      about: { in: 'payload', name: 'aud' },
      text: '`aud` is the service that the job asked for.',
      clause: ACTIONS,
      severity: 'info',
      otherwise: "`aud` is the owner's URL, GitHub's default: every service that trusts this owner may accept it.",
      why: 'A service that receives the token can use it against another.',
      fix: 'Request your own audience in the workflow.',
      holds: (facts) => !audiences(facts).some((aud) => /^https:\/\/github\.com\/[^/]+$/.test(aud)),
    }),
  ],
  // GitHub sets nbf ten minutes before iat.
  silences: ['typ-generic', 'data-pii', 'aud-equals-iss', 'claim-stringified-bool', 'time-nbf-before-iat'],
})

export const githubApp = profile({
  id: 'github-app',
  name: 'GitHub App token',
  purpose: 'assertion',
  sources: [APPS],
  recognize(facts) {
    const iss = facts.claims?.get('iss')
    const id = iss?.type === 'number' ? iss.raw : iss?.type === 'string' ? iss.value : ''
    const only = facts.claims && [...facts.claims.keys()].every((name) => ['iss', 'iat', 'exp', 'alg'].includes(name))
    return only && /^(?:\d{1,9}|Iv[\w.]{10,30})$/.test(id)
      ? { certain: false, because: "it has only `iat`, `exp` and an app's ID as `iss`" }
      : undefined
  },
  requirements: [required(APPS, 'iss', 'iat', 'exp'), allowedAlgorithms(APPS, /^RS256$/, 'RS256')],
  longestLife: { seconds: 660, severity: 'error', text: 'GitHub rejects app tokens valid for over 10 minutes', clause: APPS },
  meanings: { iss: 'the app: client ID or app ID' },
  silences: ['aud-missing', 'jti-missing', 'typ-generic', 'iss-type'],
})

export const gitlabCi = profile({
  id: 'gitlab-ci',
  product: 'gitlab',
  name: 'GitLab CI token',
  purpose: 'assertion',
  sources: [GITLAB],
  recognize: ({ claims }) =>
    claims?.has('project_path') && claims.has('pipeline_id') ? { certain: true, because: 'it names a project and a pipeline' } : undefined,
  requirements: [required(GITLAB, 'iss', 'sub', 'aud', 'exp')],
  silences: ['typ-generic', 'claim-stringified-bool', 'data-pii'],
})
