// Auth0: its issuers, and the meanings of its claims.
import { vendor } from './vendor.ts'

export const auth0 = vendor({
  id: 'auth0',
  issuer: /^https:\/\/[\w.-]+\.auth0(?:app)?\.com\/?$/,
  publishesKeys: false,
  claims: `
sub | connection and user, or client@clients | Auth0, JSON Web Token claims
azp | application | Auth0, JSON Web Token claims
aud | API, and userinfo if openid was requested | Auth0, JSON Web Token claims
gty | grant type | Auth0, JSON Web Token claims
permissions | permissions of the API (RBAC) | Auth0, JSON Web Token claims
scope | what it permits | Auth0, JSON Web Token claims
org_id | organization | Auth0, JSON Web Token claims
org_name | name of the organization | Auth0, JSON Web Token claims
sid | session | Auth0, JSON Web Token claims
nickname | casual name | Auth0, JSON Web Token claims
user_metadata | what the person can change | Auth0, JSON Web Token claims
app_metadata | what only the application can change | Auth0, JSON Web Token claims
`,
})
