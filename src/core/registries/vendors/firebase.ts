// Firebase Authentication: its issuers, and the meanings of its claims.
import { vendor } from './vendor.ts'

export const firebase = vendor({
  id: 'firebase',
  issuer: /^https:\/\/securetoken\.google\.com\/|^https:\/\/session\.firebase\.google\.com\//,
  publishesKeys: true,
  claims: `
aud | Firebase project | Firebase, verify ID tokens
sub | user ID | Firebase, verify ID tokens
user_id | user ID, same as sub | Firebase, verify ID tokens
uid | user ID in a custom token | Firebase, verify ID tokens
firebase | how the person signed in, and the identities | Firebase, verify ID tokens
auth_time | when the person signed in | Firebase, verify ID tokens
claims | custom claims | Firebase, verify ID tokens
phone_number | telephone number | Firebase, verify ID tokens
provider_id | anonymous if no one signed in | Firebase, verify ID tokens
tenant | tenant | Firebase, verify ID tokens
`,
})
