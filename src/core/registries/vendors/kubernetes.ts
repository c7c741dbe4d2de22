// Kubernetes: its issuers, and the meanings of its claims.
import { vendor } from './vendor.ts'

export const kubernetes = vendor({
  id: 'kubernetes',
  issuer:
    /^https:\/\/kubernetes\.default\.svc(?:\.cluster\.local)?$|^kubernetes\/serviceaccount$|^https:\/\/oidc\.eks\.[\w-]+\.amazonaws\.com\/id\/|^https:\/\/container\.googleapis\.com\/v1\/projects\//,
  publishesKeys: true,
  claims: `
sub | namespace and service account | Kubernetes, managing service accounts
aud | API server or service it is for | Kubernetes, managing service accounts
kubernetes.io | pod, node and service account it is bound to | Kubernetes, managing service accounts
kubernetes.io/serviceaccount/namespace | namespace | Kubernetes, managing service accounts
kubernetes.io/serviceaccount/secret.name | secret that holds it | Kubernetes, managing service accounts
kubernetes.io/serviceaccount/service-account.name | service account | Kubernetes, managing service accounts
kubernetes.io/serviceaccount/service-account.uid | service account, stable | Kubernetes, managing service accounts
`,
})
