// Turns large type for projectors on or off, for this visit.
import { createListeners } from '../core/upkeep/listeners.ts'

const { subscribe, tell } = createListeners()

export function isTypeLarge(): boolean {
  return document.documentElement.dataset['type'] === 'large'
}

export function setLargeType(on: boolean): void {
  if (on) document.documentElement.dataset['type'] = 'large'
  else delete document.documentElement.dataset['type']
  tell()
}

/** Calls back when it is turned on or off. Returns a function that stops this. */
export const onLargeType = subscribe
