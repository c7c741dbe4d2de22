// The keys that open the commands and the search: Ctrl with a letter, or Command with it where that key is what Ctrl is elsewhere.

const isApple = (): boolean => /Mac|iPhone|iPad/.test(navigator.platform)

/** The keys that open the commands, as this machine's keyboard has them: "⌘K" or "Ctrl K". */
export function commandKeys(letter = 'K'): string {
  return isApple() ? `⌘${letter}` : `Ctrl ${letter}`
}

/** Calls back when the keys for the commands are pressed, wherever the focus is. */
export function onCommandKeys(listener: () => void): () => void {
  return onLetter('k', () => (listener(), true))
}

/** What is pressed with the key that commands are pressed with, in lower case; undefined without it. */
export function commandLetter(event: Pick<KeyboardEvent, 'key' | 'metaKey' | 'ctrlKey' | 'altKey' | 'shiftKey'>): string | undefined {
  const modifier = isApple() ? event.metaKey : event.ctrlKey
  return modifier && !event.altKey && !event.shiftKey ? event.key.toLowerCase() : undefined
}

/** Calls back when the keys that search a page are pressed; they stay the browser's own where the listener answers false. */
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
