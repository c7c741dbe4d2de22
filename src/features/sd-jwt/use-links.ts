// Highlights what belongs together in the panel while part of it is pointed at: by mouse, by focus, or from elsewhere on the page.
import { useEffect, useMemo, useRef } from 'react'
import type { Connection } from '../../core/lens/connection.ts'
import type { Place } from '../../core/text/span.ts'
import { usePointer } from '../../session/react/use-pointer.ts'

interface Links {
  /** The place in the token that an element of the panel shows; undefined where the token doesn't have it. */
  placeOf(element: HTMLElement): Place | undefined
  /** The link that something pointed at elsewhere belongs to. */
  linkOf(connection: Connection): string | undefined
}

/** Handlers and a ref for the element that contains every `data-link`. Highlighted elements get `data-lit`, without rendering. */
export function useLinks(links: Links) {
  const pointer = usePointer()
  const root = useRef<HTMLDivElement>(null)
  const latest = useRef(links)
  useEffect(() => {
    latest.current = links
  })
  const hovered = useRef<string>(undefined)
  const focused = useRef<string>(undefined)
  const handlers = useMemo(() => {
    const light = () => {
      const pointed = pointer.current()
      const link = hovered.current ?? focused.current ?? (pointed && latest.current.linkOf(pointed.connection))
      if (root.current) lightUp(root.current, link)
    }
    return {
      light,
      onPointerOver(event: { readonly target: EventTarget; readonly pointerType: string }) {
        if (event.pointerType !== 'mouse') return
        const element = linked(event.target)
        if (element?.dataset['link'] === hovered.current) return
        hovered.current = element?.dataset['link']
        pointer.hover('disclosure', element && latest.current.placeOf(element))
        light()
      },
      onPointerLeave() {
        hovered.current = undefined
        pointer.hover('disclosure', undefined)
        light()
      },
      onFocus(event: { readonly target: EventTarget }) {
        const element = linked(event.target)
        focused.current = element?.dataset['link']
        if (element) pointer.settle('disclosure', latest.current.placeOf(element))
        light()
      },
      onBlur() {
        focused.current = undefined
        light()
      },
    }
  }, [pointer])
  useEffect(() => pointer.subscribe(handlers.light), [pointer, handlers])
  const { light: _, ...events } = handlers
  return { ref: root, ...events }
}

function linked(target: EventTarget): HTMLElement | undefined {
  return target instanceof Element ? (target.closest<HTMLElement>('[data-link]') ?? undefined) : undefined
}

/** Scrolls hidden elements into view inside a part that scrolls by itself; the page stays. */
function lightUp(root: HTMLElement, link: string | undefined): void {
  for (const element of root.querySelectorAll('[data-lit]')) element.removeAttribute('data-lit')
  if (link === undefined) return
  for (const element of root.querySelectorAll<HTMLElement>(`[data-link="${link}"]`)) {
    element.toggleAttribute('data-lit', true)
    const scroller = element.closest<HTMLElement>('[data-scrolls]')
    if (!scroller || scroller.scrollHeight <= scroller.clientHeight || scroller.matches(':hover')) continue
    const [own, around] = [element.getBoundingClientRect(), scroller.getBoundingClientRect()]
    if (own.top < around.top || own.bottom > around.bottom) scroller.scrollTop += own.top - around.top - around.height / 3
  }
}
