// The keys that open the commands: Ctrl+K, or Command+K where that key is what Ctrl is elsewhere.

const isApple = (): boolean => /Mac|iPhone|iPad/.test(navigator.platform)

/** The keys as this machine's keyboard has them: "⌘K" or "Ctrl K". */
export function commandKeys(): string {
  return isApple() ? '⌘K' : 'Ctrl K'
}

/** Calls back when they are pressed, wherever the focus is. */
export function onCommandKeys(listener: () => void): () => void {
  const onKeyDown = (event: KeyboardEvent) => {
    const modifier = isApple() ? event.metaKey : event.ctrlKey
    if (!modifier || event.altKey || event.shiftKey || event.key.toLowerCase() !== 'k') return
    event.preventDefault()
    listener()
  }
  document.addEventListener('keydown', onKeyDown)
  return () => document.removeEventListener('keydown', onKeyDown)
}
