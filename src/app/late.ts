// Panels whose code comes after the first picture. Not by Suspense: React holds a boundary back for up to 300 ms, and a check must not be done before its findings show.
import { createElement, useEffect, useSyncExternalStore, type ComponentType, type ReactNode } from 'react'

export interface Late<P> {
  (props: P): ReactNode
  /** Fetches the code; the same promise every time. Where it cannot be had, the panel stays away. */
  load(): Promise<void>
}

/** A component that shows nothing until its code is there. */
export function late<P extends object>(fetch: () => Promise<ComponentType<P>>): Late<P> {
  let Arrived: ComponentType<P> | undefined
  let loading: Promise<void> | undefined
  const listeners = new Set<() => void>()
  const load = () =>
    (loading ??= fetch().then(
      (component) => {
        Arrived = component
        for (const listener of listeners) listener()
      },
      () => {
        loading = undefined
      },
    ))
  const subscribe = (listener: () => void) => {
    listeners.add(listener)
    return () => void listeners.delete(listener)
  }
  const get = () => Arrived
  function LatePanel(props: P) {
    const Panel = useSyncExternalStore(subscribe, get, () => undefined)
    useEffect(() => void load(), [])
    return Panel ? createElement(Panel, props) : null
  }
  return Object.assign(LatePanel, { load })
}
