// What the kept copy's frame may say to the shell around it, and hear from it. The shell takes nothing else (build/vault/shell.js).

export type ToShell =
  /** The page stands and answers. */
  | { readonly kind: 'ready' }
  /** A room or a lesson is open, as a fragment that the shell knows. */
  | { readonly kind: 'place'; readonly place: string }
  | { readonly kind: 'theme'; readonly theme: 'light' | 'dark' }
  /** Whether closing the page would lose something. */
  | { readonly kind: 'leaving'; readonly ask: boolean }
  /** A documentation page: its number in the shell's list, with the section of an RFC as its fragment. */
  | { readonly kind: 'page'; readonly page: string; readonly section: string }
  /** A file, which the shell offers; only the reader's own press there saves it. */
  | { readonly kind: 'file'; readonly name: string; readonly type: string; readonly bytes: Uint8Array<ArrayBuffer> }
  /** Print. Without `height` the shell asks for it first: that of the whole page as it is printed, in CSS pixels, at the width that the frame has by then. */
  | { readonly kind: 'print'; readonly height?: number }

export function tellShell(message: ToShell): void {
  // The shell of a file has no origin that could be named. It is this frame's creator, and shows nothing to anyone else.
  parent.postMessage(message, '*')
}

/** Calls back when the shell has made the frame as wide as paper and wants to know how high the page is on it. */
export function onMeasure(listener: () => void): void {
  onShell(({ measure }) => measure === true && listener())
}

/** Calls back with the fragment when the shell says that another room is to be shown: the back button, or an edited address. */
export function onPlace(listener: (fragment: string) => void): void {
  onShell(({ place }) => typeof place === 'string' && listener(place))
}

function onShell(listener: (said: Record<string, unknown>) => void): void {
  addEventListener('message', ({ source, data }: MessageEvent<unknown>) => {
    if (source === parent && typeof data === 'object' && data !== null) listener(data as Record<string, unknown>)
  })
}
