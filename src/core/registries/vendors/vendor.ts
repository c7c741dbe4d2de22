// Defines a vendor, a product that issues tokens: how its "iss" looks, and what its claims mean.
import { byName, readRows, type RegisteredName } from '../names/common.ts'

export interface Vendor<Id extends string = string> {
  /** Stable: profiles name it as their product. */
  readonly id: Id
  /** Its values of "iss". */
  readonly issuer: RegExp
  /** True if it always signs with a private key and publishes the public one; false if its customers may choose a shared secret. */
  readonly publishesKeys: boolean
  /** What its claims mean, if that differs from the registry or isn't in it. */
  readonly claims: ReadonlyMap<string, RegisteredName>
}

/** Builds a vendor; `claims` holds `name | meaning | reference`, one per line. */
export function vendor<const Id extends string>(rows: Omit<Vendor<Id>, 'claims'> & { readonly claims: string }): Vendor<Id> {
  return { ...rows, claims: byName(readRows(rows.claims)) }
}
