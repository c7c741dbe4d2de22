// Microsoft Entra ID: its issuers, and the meanings of its claims.
import { vendor } from './vendor.ts'

export const entra = vendor({
  id: 'entra',
  issuer:
    /^https:\/\/(?:sts\.windows\.net|login\.(?:microsoftonline\.(?:com|us|de)|partner\.microsoftonline\.cn|windows\.net)|[\w-]+\.(?:b2clogin|ciamlogin)\.com)(?:\/|$)/,
  publishesKeys: true,
  claims: `
aud | application or API it is for | Microsoft identity platform, token claims reference
tid | tenant | Microsoft identity platform, token claims reference
oid | person or service in this tenant, stable | Microsoft identity platform, token claims reference
sub | person, different for each application | Microsoft identity platform, token claims reference
appid | client application (v1.0) | Microsoft identity platform, token claims reference
azp | client application (v2.0) | Microsoft identity platform, token claims reference
appidacr | how the client authenticated: 0 not, 1 secret, 2 certificate | Microsoft identity platform, token claims reference
azpacr | how the client authenticated: 0 not, 1 secret, 2 certificate | Microsoft identity platform, token claims reference
scp | delegated permissions, space-separated | Microsoft identity platform, token claims reference
roles | application permissions or app roles | Microsoft identity platform, token claims reference
wids | directory roles | Microsoft identity platform, token claims reference
groups | group IDs, at most 200 | Microsoft identity platform, token claims reference
hasgroups | groups left out, ask Graph | Microsoft identity platform, token claims reference
upn | sign-in name, can be reassigned | Microsoft identity platform, token claims reference
unique_name | display name (v1.0) | Microsoft identity platform, token claims reference
preferred_username | sign-in name, can be reassigned | Microsoft identity platform, token claims reference
ver | token version | Microsoft identity platform, token claims reference
uti | token identifier | Microsoft identity platform, token claims reference
rh | internal, ignore | Microsoft identity platform, token claims reference
aio | internal, ignore | Microsoft identity platform, token claims reference
xms_ftd | internal, ignore | Microsoft identity platform, token claims reference
idtyp | app or user | Microsoft identity platform, token claims reference
idp | where the person signed in | Microsoft identity platform, token claims reference
acct | 0 member, 1 guest | Microsoft identity platform, token claims reference
ipaddr | address it was requested from | Microsoft identity platform, token claims reference
tid | tenant | Microsoft identity platform, token claims reference
sid | session | Microsoft identity platform, token claims reference
login_hint | hint for the next sign-in | Microsoft identity platform, token claims reference
acrs | authentication contexts satisfied | Microsoft identity platform, token claims reference
xms_cc | what the client can handle | Microsoft identity platform, token claims reference
deviceid | device | Microsoft identity platform, token claims reference
onprem_sid | on-premises identifier | Microsoft identity platform, token claims reference
tenant_region_scope | region of the tenant | Microsoft identity platform, token claims reference
app_displayname | name of the client application | Microsoft identity platform, token claims reference
amr | how the person signed in | Microsoft identity platform, token claims reference
acr | 0 if the sign-in was too weak | Microsoft identity platform, token claims reference
email | e-mail address, not verified: never an identity | Microsoft identity platform, token claims reference
xms_edov | whether the e-mail domain was verified | Microsoft identity platform, token claims reference
ctry | country | Microsoft identity platform, token claims reference
tfp | user flow or policy (B2C) | Microsoft identity platform, token claims reference
emails | e-mail addresses (B2C) | Microsoft identity platform, token claims reference
signin_state | device and network of the sign-in | Microsoft identity platform, token claims reference
`,
})
