// Subscriptions: a source keeps a set of listeners, and subscribing returns a function that unsubscribes.

export interface Listeners {
  /** Calls back at every change until the returned function is called. */
  subscribe(this: void, listener: () => void): () => void
  /** Tells all who listen. */
  tell(this: void): void
}

/** `begin` is called with the first listener and returns what to do after the last: for what costs something while it is heard. */
/* @__NO_SIDE_EFFECTS__ */
export function createListeners(begin?: () => () => void): Listeners {
  const listeners = new Set<() => void>()
  let end: (() => void) | undefined
  return {
    subscribe(listener) {
      if (listeners.size === 0) end = begin?.()
      // The same function may listen twice.
      const own = () => listener()
      listeners.add(own)
      return () => {
        if (listeners.delete(own) && listeners.size === 0) end?.()
      }
    },
    tell() {
      for (const listener of listeners) listener()
    },
  }
}
