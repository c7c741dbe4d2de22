// Panels whose code loads after the first paint. Not by Suspense: React holds a boundary back for up to 300 ms, and a check must not be done before its findings show.
import { createElement, useEffect, useSyncExternalStore, type ComponentType, type ReactNode } from 'react'
import { createListeners } from '../core/upkeep/listeners.ts'

export interface Late<P> {
  (props: P): ReactNode
  /** Loads the code, with the same promise every time until it rejects. Where the code can't be loaded, the panel stays away. */
  load(): Promise<void>
}

/** A component that shows nothing until its code has loaded. */
export function late<P extends object>(fetch: () => Promise<ComponentType<P>>): Late<P> {
  let Arrived: ComponentType<P> | undefined
  let loading: Promise<void> | undefined
  const { subscribe, tell } = createListeners()
  const load = () =>
    (loading ??= fetch().then(
      (component) => {
        Arrived = component
        tell()
      },
      (error: unknown) => {
        loading = undefined
        throw error
      },
    ))
  const get = () => Arrived
  function LatePanel(props: P) {
    const Panel = useSyncExternalStore(subscribe, get, () => undefined)
    useEffect(() => void load().catch(() => {}), [])
    return Panel ? createElement(Panel, props) : null
  }
  return Object.assign(LatePanel, { load })
}
