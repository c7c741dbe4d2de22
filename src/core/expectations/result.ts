// The result of one expectation: whether the token meets it, and the sentence that says so.
import { textOf } from '../text/json.ts'
import type { JsonNode } from '../text/json.ts'

export type ExpectationId =
  | 'issuer'
  | 'audience'
  | 'typ'
  | 'algorithm'
  | 'subject'
  | 'scope'
  | 'nonce'
  | 'max-age'
  | 'at_hash'
  | 'c_hash'
  | 's_hash'
  | 'ath'
  | 'cnf'

export interface ExpectationResult {
  readonly id: ExpectationId
  readonly state: 'met' | 'not-met' | 'not-checkable'
  /** The HTTP status that a server returns if the expectation is not met. */
  readonly status: 401 | 403
  /** "401: this token is for payroll-api, but you expect billing-api." Values come from the token: show them as text. */
  readonly sentence: string
  readonly clause: string
}

interface Said {
  readonly right: string
  readonly wrong: string
  readonly clause: string
  readonly status?: 401 | 403
}

/** A result: met, not met, or (undefined) not checkable; `wrong` is the sentence without the status. */
export function result(id: ExpectationId, holds: boolean | undefined, { right, wrong, clause, status = 401 }: Said): ExpectationResult {
  const state = holds === undefined ? 'not-checkable' : holds ? 'met' : 'not-met'
  return { id, state, status, clause, sentence: state === 'not-met' ? `${status}: ${wrong}` : state === 'met' ? right : wrong }
}

/** The text values of a string or of an array of strings. */
export function texts(node: JsonNode | undefined): string[] {
  return node?.type === 'array' ? node.items.flatMap((item) => textOf(item) ?? []) : [textOf(node)].filter((each) => each !== undefined)
}
