// Okta: its issuers, and the meanings of its claims.
import { vendor } from './vendor.ts'

export const okta = vendor({
  id: 'okta',
  issuer: /^https:\/\/[^/]+\.(?:okta|oktapreview|okta-emea)\.com(?:\/|$)|^https:\/\/[^/]+\/oauth2\/(?:default|aus[\w]{17})$/,
  publishesKeys: true,
  claims: `
ver | token version | Okta, OpenID Connect and OAuth 2.0 API
cid | client | Okta, OpenID Connect and OAuth 2.0 API
uid | user | Okta, OpenID Connect and OAuth 2.0 API
scp | what it permits, as a list | Okta, OpenID Connect and OAuth 2.0 API
sub | user name, or client | Okta, OpenID Connect and OAuth 2.0 API
idp | identity provider | Okta, OpenID Connect and OAuth 2.0 API
amr | how the person signed in | Okta, OpenID Connect and OAuth 2.0 API
auth_time | when the person signed in | Okta, OpenID Connect and OAuth 2.0 API
groups | groups | Okta, OpenID Connect and OAuth 2.0 API
jti | this token's identifier, beginning with AT. or ID. | Okta, OpenID Connect and OAuth 2.0 API
preferred_username | user name | Okta, OpenID Connect and OAuth 2.0 API
`,
})
