// What the issuers' own claims mean, a file an issuer.
import type { RegisteredName } from '../names/common.ts'
import type { Vendor } from '../names/issuers.ts'
import { APPLE } from './apple.ts'
import { AUTH0 } from './auth0.ts'
import { COGNITO } from './cognito.ts'
import { ENTRA } from './entra.ts'
import { FIREBASE } from './firebase.ts'
import { GITHUB_ACTIONS } from './github-actions.ts'
import { GITLAB } from './gitlab.ts'
import { GOOGLE } from './google.ts'
import { KEYCLOAK } from './keycloak.ts'
import { KUBERNETES } from './kubernetes.ts'
import { OKTA } from './okta.ts'
import { SUPABASE } from './supabase.ts'

export const VENDORS: ReadonlyMap<Vendor, ReadonlyMap<string, RegisteredName>> = new Map([
  ['apple', APPLE],
  ['auth0', AUTH0],
  ['cognito', COGNITO],
  ['entra', ENTRA],
  ['firebase', FIREBASE],
  ['github-actions', GITHUB_ACTIONS],
  ['gitlab', GITLAB],
  ['google', GOOGLE],
  ['keycloak', KEYCLOAK],
  ['kubernetes', KUBERNETES],
  ['okta', OKTA],
  ['supabase', SUPABASE],
])
