// Exchanges messages between the kept copy's frame and the shell around it, which accepts no others (build/vault/shell.js).

export type ToShell =
  /** The page is ready. */
  | { readonly kind: 'ready' }
  /** A room or a lesson is open, as a fragment that the shell knows. */
  | { readonly kind: 'place'; readonly place: string }
  | { readonly kind: 'theme'; readonly theme: 'light' | 'dark' }
  /** Whether closing the page would lose something. */
  | { readonly kind: 'leaving'; readonly ask: boolean }
  /** Open a documentation page: its address, which must be in the shell's list, and its fragment, such as the section of an RFC. */
  | { readonly kind: 'page'; readonly page: string; readonly section: string }
  /** A file for the shell to offer; it is saved only when the reader clicks there. */
  | { readonly kind: 'file'; readonly name: string; readonly type: string; readonly bytes: Uint8Array<ArrayBuffer> }
  /** Print. Without `height`, the shell first asks for it: the height of the entire page in print, in CSS pixels, at the width the frame has by then. */
  | { readonly kind: 'print'; readonly height?: number }

export function tellShell(message: ToShell): void {
  // The shell is a file without an origin to name. It created this frame, and passes nothing on to anyone else.
  parent.postMessage(message, '*')
}

/** Calls back when the shell has made the frame as wide as paper and asks for the height of the page. */
export function onMeasure(listener: () => void): void {
  onShell(({ measure }) => measure === true && listener())
}

/** Calls back with the fragment when the shell asks for another room, because of the back button or an edited address. */
export function onPlace(listener: (fragment: string) => void): void {
  onShell(({ place }) => typeof place === 'string' && listener(place))
}

function onShell(listener: (said: Record<string, unknown>) => void): void {
  addEventListener('message', ({ source, data }: MessageEvent<unknown>) => {
    if (source === parent && typeof data === 'object' && data !== null) listener(data as Record<string, unknown>)
  })
}
