// Sign in with Apple: its issuers, and the meanings of its claims.
import { vendor } from './vendor.ts'

export const apple = vendor({
  id: 'apple',
  issuer: /^https:\/\/appleid\.apple\.com$/,
  publishesKeys: true,
  claims: `
sub | person, unique for your team | Apple, authenticating users with Sign in with Apple
aud | your client ID | Apple, authenticating users with Sign in with Apple
is_private_email | whether the e-mail address is a relay | Apple, authenticating users with Sign in with Apple
email_verified | whether Apple checked the e-mail address (may be a string) | Apple, authenticating users with Sign in with Apple
real_user_status | 0 unsupported, 1 unknown, 2 likely a real person | Apple, authenticating users with Sign in with Apple
nonce_supported | whether the platform supports nonce | Apple, authenticating users with Sign in with Apple
transfer_sub | person, while an app moves to another team | Apple, authenticating users with Sign in with Apple
email | e-mail address, possibly a relay | Apple, authenticating users with Sign in with Apple
`,
})
