// What Kubernetes means by its claims.
import { byName, readRows } from '../names/common.ts'

export const KUBERNETES = byName(
  readRows(`
sub | namespace and service account | Kubernetes, managing service accounts
aud | API server or service it is for | Kubernetes, managing service accounts
kubernetes.io | pod, node and service account it is bound to | Kubernetes, managing service accounts
kubernetes.io/serviceaccount/namespace | namespace | Kubernetes, managing service accounts
kubernetes.io/serviceaccount/secret.name | secret that holds it | Kubernetes, managing service accounts
kubernetes.io/serviceaccount/service-account.name | service account | Kubernetes, managing service accounts
kubernetes.io/serviceaccount/service-account.uid | service account, stable | Kubernetes, managing service accounts
`),
)
