// From where the token is judged: at what time, as what kind, for which service. Apart from the state, since no signature depends on it.
import type { Expectations } from '../../core/expectations/expectations.ts'
import type { Action } from './state.ts'

export interface Clock {
  /** The instant to judge by, in seconds since 1970; undefined for the real one. */
  readonly moved: number | undefined
  /** How far the clocks of issuer and verifier may differ, in seconds. */
  readonly leeway: number
}

/** A secret that everybody knows and that a token verifies with, found because somebody asked to look for it. */
export interface KnownSecret {
  /** The token in its characters. */
  readonly of: string
  /** Where it is printed; never the secret itself. */
  readonly where: string
}

export interface Standpoint {
  readonly clock: Clock
  /** The profile that the token is read as; undefined for the one that it is recognised as. */
  readonly profileId: string | undefined
  /** What the reader's service asks for. The leeway is the clock's. */
  readonly expectations: Expectations
  readonly knownSecret: KnownSecret | undefined
}

export type StandpointAction =
  /** Judges by another time (seconds), or by the real one again. */
  | { readonly type: 'move-clock'; readonly to: number | undefined }
  | { readonly type: 'allow-leeway'; readonly seconds: number }
  | { readonly type: 'read-as'; readonly profileId: string | undefined }
  | { readonly type: 'expect'; readonly expectations: Expectations }
  | { readonly type: 'know-secret'; readonly knownSecret: KnownSecret }

export const initialStandpoint: Standpoint = {
  clock: { moved: undefined, leeway: 0 },
  profileId: undefined,
  expectations: {},
  knownSecret: undefined,
}

/** Where to look from after any action: a new token is recognised anew, and Clear forgets everything. */
export function reduceStandpoint(standpoint: Standpoint, action: Action | StandpointAction): Standpoint {
  switch (action.type) {
    case 'move-clock':
      return { ...standpoint, clock: { ...standpoint.clock, moved: Number.isFinite(action.to) ? action.to : undefined } }
    case 'allow-leeway':
      return { ...standpoint, clock: { ...standpoint.clock, leeway: Number.isFinite(action.seconds) ? Math.max(0, action.seconds) : 0 } }
    case 'read-as':
      return { ...standpoint, profileId: action.profileId }
    case 'expect': {
      const { leeway, ...expectations } = action.expectations
      return { ...standpoint, expectations, clock: { ...standpoint.clock, leeway: leeway ?? standpoint.clock.leeway } }
    }
    case 'know-secret':
      return { ...standpoint, knownSecret: action.knownSecret }
    case 'load':
    case 'open':
      return standpoint.profileId === undefined ? standpoint : { ...standpoint, profileId: undefined }
    case 'clear':
      return initialStandpoint
    default:
      return standpoint
  }
}

/** True for the actions that only change from where one looks. */
export function isStandpointAction(action: Action | StandpointAction): action is StandpointAction {
  return ['move-clock', 'allow-leeway', 'read-as', 'expect', 'know-secret'].includes(action.type)
}
