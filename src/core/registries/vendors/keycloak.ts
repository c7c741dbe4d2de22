// Keycloak: its issuers, and the meanings of its claims.
import { vendor } from './vendor.ts'

export const keycloak = vendor({
  id: 'keycloak',
  issuer: /^https?:\/\/[^/]+(?:\/[\w.-]+)*\/realms\/[^/]+$/,
  publishesKeys: false,
  claims: `
typ | Bearer, ID, Refresh or Offline | Keycloak, server administration guide
azp | client | Keycloak, server administration guide
realm_access | roles of the realm | Keycloak, server administration guide
resource_access | roles of each client | Keycloak, server administration guide
allowed-origins | web origins of the client | Keycloak, server administration guide
session_state | session | Keycloak, server administration guide
sid | session | Keycloak, server administration guide
acr | 1 if the person just signed in, 0 if by a cookie | Keycloak, server administration guide
aud | clients it is for; account is the default | Keycloak, server administration guide
preferred_username | user name | Keycloak, server administration guide
clientHost | address the client called from | Keycloak, server administration guide
clientAddress | address the client called from | Keycloak, server administration guide
client_id | client of the service account | Keycloak, server administration guide
clientId | client of the service account | Keycloak, server administration guide
scope | what it permits | Keycloak, server administration guide
groups | groups | Keycloak, server administration guide
`,
})
