// Holds how the token is judged: at which time, as which type and for which service. Kept out of the state because no signature depends on it.
import type { Expectations } from '../../core/expectations/expectations.ts'
import type { Action } from './state.ts'

export interface ClockSetting {
  /** The instant to judge by, in seconds since 1970; undefined for the real one. */
  readonly moved: number | undefined
  /** How far the clocks of issuer and verifier may differ, in seconds. */
  readonly leeway: number
}

/** A well-known secret with which a token verifies, found on request. */
export interface KnownSecret {
  /** The token's characters. */
  readonly of: string
  /** Where it was published; never the secret itself. */
  readonly where: string
}

export interface Viewpoint {
  readonly clock: ClockSetting
  /** The profile that the token is read as; undefined for the recognized one. */
  readonly profileId: string | undefined
  /** What the reader's service expects, without the leeway, which belongs to the clock. */
  readonly expectations: Expectations
  /** Where the expectations come from: typed by the reader, a workspace file, or a link whose expectations the reader accepted. */
  readonly expectationsFrom: 'typed' | 'link' | 'file'
  /** A link's expectations until the reader accepts or dismisses them. Nothing is judged by them. */
  readonly offered: Expectations | undefined
  readonly knownSecret: KnownSecret | undefined
}

/** The most that clocks may differ, in seconds, wherever the number comes from. With more, long-expired tokens would be accepted. */
export const MOST_LEEWAY = 600

export type ViewpointAction =
  /** Judges by another time, in seconds, or by the real one again. */
  | { readonly type: 'move-clock'; readonly to: number | undefined }
  | { readonly type: 'allow-leeway'; readonly seconds: number }
  | { readonly type: 'read-as'; readonly profileId: string | undefined }
  | { readonly type: 'expect'; readonly expectations: Expectations; readonly from?: 'file' }
  /** A link contained its author's expectations. */
  | { readonly type: 'offer-expectations'; readonly expectations: Expectations }
  | { readonly type: 'take-offered' }
  | { readonly type: 'dismiss-offered' }
  | { readonly type: 'know-secret'; readonly knownSecret: KnownSecret }

export const initialViewpoint: Viewpoint = {
  clock: { moved: undefined, leeway: 0 },
  profileId: undefined,
  expectations: {},
  expectationsFrom: 'typed',
  offered: undefined,
  knownSecret: undefined,
}

/** The instant to judge by, in seconds, if the real time is `real`. Everything that needs the time uses this. */
export function instantAt({ clock }: Viewpoint, real: number): number {
  return clock.moved ?? real
}

/** The viewpoint after an action. A new token is recognized again, and Clear resets everything. */
export function reduceViewpoint(viewpoint: Viewpoint, action: Action | ViewpointAction): Viewpoint {
  switch (action.type) {
    case 'move-clock':
      return { ...viewpoint, clock: { ...viewpoint.clock, moved: Number.isFinite(action.to) ? action.to : undefined } }
    case 'allow-leeway':
      return { ...viewpoint, clock: { ...viewpoint.clock, leeway: leewayOf(action.seconds) } }
    case 'read-as':
      return { ...viewpoint, profileId: action.profileId }
    case 'expect':
      return { ...expecting(viewpoint, action.expectations), expectationsFrom: action.from ?? 'typed' }
    case 'offer-expectations':
      return { ...viewpoint, offered: action.expectations }
    case 'take-offered':
      return viewpoint.offered ? { ...expecting(viewpoint, viewpoint.offered), expectationsFrom: 'link', offered: undefined } : viewpoint
    case 'dismiss-offered':
      return { ...viewpoint, offered: undefined }
    case 'know-secret':
      return { ...viewpoint, knownSecret: action.knownSecret }
    case 'load':
    case 'open':
    case 'open-inside':
    case 'back-to':
      return viewpoint.profileId === undefined ? viewpoint : { ...viewpoint, profileId: undefined }
    case 'clear':
      return initialViewpoint
    default:
      return viewpoint
  }
}

function expecting(viewpoint: Viewpoint, { leeway = viewpoint.clock.leeway, ...expectations }: Expectations): Viewpoint {
  return { ...viewpoint, expectations, clock: { ...viewpoint.clock, leeway: leewayOf(leeway) } }
}

function leewayOf(seconds: number): number {
  return Number.isFinite(seconds) ? Math.min(MOST_LEEWAY, Math.max(0, seconds)) : 0
}

/** True for actions that change only the viewpoint. */
export function isViewpointAction(action: Action | ViewpointAction): action is ViewpointAction {
  return VIEWPOINT_ACTIONS.has(action.type)
}

const VIEWPOINT_ACTIONS: ReadonlySet<string> = new Set<ViewpointAction['type']>([
  'move-clock',
  'allow-leeway',
  'read-as',
  'expect',
  'offer-expectations',
  'take-offered',
  'dismiss-offered',
  'know-secret',
])
