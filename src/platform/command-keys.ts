// Handles the keys that open the commands and the search: a letter with Ctrl, or with Command on Apple devices.

const isApple = (): boolean => /Mac|iPhone|iPad/.test(navigator.platform)

/** The keys that open the commands, as labeled on this keyboard: "⌘K" or "Ctrl K". */
export function commandKeys(letter = 'K'): string {
  return isApple() ? `⌘${letter}` : `Ctrl ${letter}`
}

/** Calls back when the keys for the commands are pressed, wherever the focus is. */
export function onCommandKeys(listener: () => void): () => void {
  return onLetter('k', () => (listener(), true))
}

/** The key pressed together with Ctrl or Command, in lower case; undefined without that. */
export function commandLetter(event: Pick<KeyboardEvent, 'key' | 'metaKey' | 'ctrlKey' | 'altKey' | 'shiftKey'>): string | undefined {
  const modifier = isApple() ? event.metaKey : event.ctrlKey
  return modifier && !event.altKey && !event.shiftKey ? event.key.toLowerCase() : undefined
}

/** Calls back when the keys for searching a page are pressed. If the listener returns false, the browser handles them. */
export function onFindKeys(listener: (target: EventTarget | null) => boolean): () => void {
  return onLetter('f', listener)
}

function onLetter(letter: string, listener: (target: EventTarget | null) => boolean): () => void {
  const onKeyDown = (event: KeyboardEvent) => {
    if (commandLetter(event) === letter && listener(event.target)) event.preventDefault()
  }
  document.addEventListener('keydown', onKeyDown)
  return () => document.removeEventListener('keydown', onKeyDown)
}
