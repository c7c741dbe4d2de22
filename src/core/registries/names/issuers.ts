// Which product issued a token, told from the value of "iss" alone.

export type Vendor =
  | 'entra'
  | 'google'
  | 'firebase'
  | 'cognito'
  | 'auth0'
  | 'okta'
  | 'keycloak'
  | 'apple'
  | 'github-actions'
  | 'gitlab'
  | 'kubernetes'
  | 'supabase'

const PATTERNS: readonly (readonly [Vendor, RegExp])[] = [
  [
    'entra',
    /^https:\/\/(?:sts\.windows\.net|login\.(?:microsoftonline\.(?:com|us|de)|partner\.microsoftonline\.cn|windows\.net)|[\w-]+\.(?:b2clogin|ciamlogin)\.com)(?:\/|$)/,
  ],
  ['google', /^(?:https:\/\/)?accounts\.google\.com$/],
  ['firebase', /^https:\/\/securetoken\.google\.com\/|^https:\/\/session\.firebase\.google\.com\//],
  ['cognito', /^https:\/\/cognito-idp\.[\w-]+\.amazonaws\.com(?:\.cn)?\//],
  ['auth0', /^https:\/\/[\w.-]+\.auth0(?:app)?\.com\/?$/],
  ['okta', /^https:\/\/[^/]+\.(?:okta|oktapreview|okta-emea)\.com(?:\/|$)|^https:\/\/[^/]+\/oauth2\/(?:default|aus[\w]{17})$/],
  ['keycloak', /^https?:\/\/[^/]+(?:\/[\w.-]+)*\/realms\/[^/]+$/],
  ['apple', /^https:\/\/appleid\.apple\.com$/],
  ['github-actions', /^https:\/\/token\.actions\.githubusercontent\.com(?:\/|$)|^https:\/\/[^/]+\/_services\/token$/],
  ['gitlab', /^https:\/\/gitlab\.[\w.-]+$/],
  [
    'kubernetes',
    /^https:\/\/kubernetes\.default\.svc(?:\.cluster\.local)?$|^kubernetes\/serviceaccount$|^https:\/\/oidc\.eks\.[\w-]+\.amazonaws\.com\/id\/|^https:\/\/container\.googleapis\.com\/v1\/projects\//,
  ],
  ['supabase', /^supabase(?:-demo)?$|^https:\/\/[\w-]+\.supabase\.(?:co|in)\/auth\/v1$/],
]

/** The product behind an issuer, or undefined where the name alone does not tell. */
export function vendorOf(issuer: string): Vendor | undefined {
  if (issuer.length > 500) return undefined
  return PATTERNS.find(([, pattern]) => pattern.test(issuer))?.[0]
}
