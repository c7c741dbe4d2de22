// Kubernetes service account tokens: bound ones, and the legacy ones that never expire.
import { claimText, profile, required, value } from '../profile/requirement.ts'

const DOCS = 'Kubernetes, managing service accounts'

export const kubernetesLegacy = profile({
  id: 'kubernetes-legacy',
  product: 'kubernetes',
  name: 'Kubernetes service account token (legacy)',
  purpose: 'other',
  sources: [DOCS],
  recognize: (facts) =>
    claimText(facts, 'iss') === 'kubernetes/serviceaccount'
      ? { certain: true, because: 'its issuer is `kubernetes/serviceaccount`' }
      : undefined,
  requirements: [required(DOCS, 'sub')],
  silences: ['aud-missing', 'jti-missing', 'typ-generic'],
})

export const kubernetes = profile({
  id: 'kubernetes',
  product: 'kubernetes',
  name: 'Kubernetes service account token',
  purpose: 'other',
  sources: [DOCS],
  recognize: (facts) =>
    facts.claims?.get('kubernetes.io')?.type === 'object' ? { certain: true, because: 'it has a `kubernetes.io` claim' } : undefined,
  requirements: [
    required(DOCS, 'iss', 'sub', 'aud', 'exp'),
    value(
      'sub',
      DOCS,
      { text: '`sub` is `system:serviceaccount:NAMESPACE:NAME`.', otherwise: '`sub` does not name a service account.' },
      (node) => node.type === 'string' && /^system:serviceaccount:[^:]+:[^:]+$/.test(node.value),
    ),
  ],
  silences: ['jti-missing', 'typ-generic', 'aud-equals-iss', 'data-internal'],
})
