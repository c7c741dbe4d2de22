// What a vendor is: a product that issues tokens, told by the value of "iss", and what it means by its claims.
import { byName, readRows, type RegisteredName } from '../names/common.ts'

export interface Vendor<Id extends string = string> {
  /** Stable: profiles name it as their product. */
  readonly id: Id
  /** Its values of "iss". */
  readonly issuer: RegExp
  /** It always signs with a private key and publishes the public one; where its customer may choose a shared secret, it does not. */
  readonly publishesKeys: boolean
  /** What its claims mean, where that differs from the registry or is not in it. */
  readonly claims: ReadonlyMap<string, RegisteredName>
}

/** A vendor from its rows: `claims` holds `name | meaning | reference`, one a line. */
export function vendor<const Id extends string>(rows: Omit<Vendor<Id>, 'claims'> & { readonly claims: string }): Vendor<Id> {
  return { ...rows, claims: byName(readRows(rows.claims)) }
}
