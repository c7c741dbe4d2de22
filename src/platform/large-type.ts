// Large type for a projector: turned on by a link, for this visit.

const listeners = new Set<() => void>()

export function isTypeLarge(): boolean {
  return document.documentElement.dataset['type'] === 'large'
}

export function setLargeType(on: boolean): void {
  if (on) document.documentElement.dataset['type'] = 'large'
  else delete document.documentElement.dataset['type']
  for (const listener of listeners) listener()
}

/** Calls back when it is turned on or off; answers how to stop that. */
export function onLargeType(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
