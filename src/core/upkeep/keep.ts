// Two ways to keep results. Bytes, trees and states never change, so a result is computed once, and kept for as long as its object, or until
// something else is asked. A promise that fails is not kept, so that it can be asked again.

/** Works something out of an object once, for as long as the object is. */
/* @__NO_SIDE_EFFECTS__ */
export function keep<K extends object, V>(make: (of: K) => V): (of: K) => V {
  const kept = new WeakMap<K, { readonly value: V }>()
  return (of) => {
    const known = kept.get(of)
    if (known) return known.value
    const value = make(of)
    kept.set(of, { value })
    if (value instanceof Promise) value.catch(() => kept.delete(of))
    return value
  }
}

/**
 * Works something out once in a row: the answer to the latest question, which is the arguments or what `keys` makes of them, each compared
 * by identity.
 */
/* @__NO_SIDE_EFFECTS__ */
export function keepLatest<A extends readonly unknown[], V>(
  make: (...args: A) => V,
  keys: (...args: A) => readonly unknown[] = (...args) => args,
): (...args: A) => V {
  let latest: { readonly asked: readonly unknown[]; readonly value: V } | undefined
  return (...args) => {
    const asked = keys(...args)
    if (latest?.asked.length === asked.length && latest.asked.every((each, i) => Object.is(each, asked[i]))) return latest.value
    const made = { asked, value: make(...args) }
    latest = made
    if (made.value instanceof Promise) {
      made.value.catch(() => {
        if (latest === made) latest = undefined
      })
    }
    return made.value
  }
}
