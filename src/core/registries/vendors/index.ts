// Lists the products that issue tokens and finds the one that a value of "iss" belongs to.
import { apple } from './apple.ts'
import { auth0 } from './auth0.ts'
import { cognito } from './cognito.ts'
import { entra } from './entra.ts'
import { firebase } from './firebase.ts'
import { githubActions } from './github-actions.ts'
import { gitlab } from './gitlab.ts'
import { google } from './google.ts'
import { keycloak } from './keycloak.ts'
import { kubernetes } from './kubernetes.ts'
import { okta } from './okta.ts'
import { supabase } from './supabase.ts'
import type { Vendor } from './vendor.ts'

/** In the order in which they are tried. */
const ALL = [entra, google, firebase, cognito, auth0, okta, keycloak, apple, githubActions, gitlab, kubernetes, supabase] as const

export type VendorId = (typeof ALL)[number]['id']

export const VENDORS: ReadonlyMap<VendorId, Vendor<VendorId>> = new Map(ALL.map((each) => [each.id, each]))

/** The product behind an issuer; undefined if the name alone doesn't tell. */
export function vendorOf(issuer: string): VendorId | undefined {
  if (issuer.length > 500) return undefined
  return ALL.find((each) => each.issuer.test(issuer))?.id
}
