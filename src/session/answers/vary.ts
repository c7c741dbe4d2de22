// Prepares the token and key on the desk for making variations.
import type { Fixture } from '../../core/variations/fixture.ts'
import { readGood, type Good } from '../../core/variations/variation.ts'
import { derive } from '../state/derived.ts'
import { reduce, type State } from '../state/state.ts'
import { readingOf } from './check.ts'

/** What variations of the state's token are made from; undefined if it isn't a signed compact token. `now` is in seconds since 1970. */
export async function goodOf(state: State, now: number): Promise<Good | undefined> {
  return readGood(derive(state).inspection.token, await readingOf(state), now)
}

/** The state with a variation in place of the open token. */
export function withToken(state: State, token: string): State {
  return reduce(state, { type: 'rewrite', token })
}

/** The text of the file. */
export function fixtureText(fixture: Fixture): string {
  return `${JSON.stringify(fixture, null, 2)}\n`
}
