// Google: its issuers, and the meanings of its claims.
import { vendor } from './vendor.ts'

export const google = vendor({
  id: 'google',
  issuer: /^(?:https:\/\/)?accounts\.google\.com$/,
  publishesKeys: true,
  claims: `
sub | Google account, never reused | Google OpenID Connect, ID token payload
azp | client it was issued to | Google OpenID Connect, ID token payload
aud | your client ID | Google OpenID Connect, ID token payload
hd | Workspace domain | Google OpenID Connect, ID token payload
at_hash | hash of the access token | Google OpenID Connect, ID token payload
email | e-mail address, may change | Google OpenID Connect, ID token payload
email_verified | whether Google checked the e-mail address | Google OpenID Connect, ID token payload
picture | profile picture | Google OpenID Connect, ID token payload
locale | language and region | Google OpenID Connect, ID token payload
google | Google Cloud extras | Google OpenID Connect, ID token payload
`,
})
