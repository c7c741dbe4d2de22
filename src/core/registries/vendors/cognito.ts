// Amazon Cognito: its issuers, and the meanings of its claims.
import { vendor } from './vendor.ts'

export const cognito = vendor({
  id: 'cognito',
  issuer: /^https:\/\/cognito-idp\.[\w-]+\.amazonaws\.com(?:\.cn)?\//,
  publishesKeys: true,
  claims: `
token_use | id or access | Amazon Cognito, using tokens with user pools
sub | user, unique in the pool | Amazon Cognito, using tokens with user pools
cognito:username | user name in the pool | Amazon Cognito, using tokens with user pools
cognito:groups | groups of the pool | Amazon Cognito, using tokens with user pools
cognito:roles | IAM roles of the groups | Amazon Cognito, using tokens with user pools
cognito:preferred_role | IAM role used first | Amazon Cognito, using tokens with user pools
client_id | app client | Amazon Cognito, using tokens with user pools
aud | app client | Amazon Cognito, using tokens with user pools
scope | what it permits | Amazon Cognito, using tokens with user pools
origin_jti | identifier shared by all tokens of one sign-in | Amazon Cognito, using tokens with user pools
event_id | identifier of the sign-in event | Amazon Cognito, using tokens with user pools
device_key | device | Amazon Cognito, using tokens with user pools
username | user name in the pool | Amazon Cognito, using tokens with user pools
version | token version | Amazon Cognito, using tokens with user pools
identities | identities at other providers | Amazon Cognito, using tokens with user pools
auth_time | when the person signed in | Amazon Cognito, using tokens with user pools
`,
})
