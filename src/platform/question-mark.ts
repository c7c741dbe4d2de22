// Handles the key "?", which opens the list of keys.

/** Calls back when "?" is pressed outside text fields and dialogs, which have their own keys. */
export function onQuestionMark(listener: () => void): () => void {
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== '?' || event.defaultPrevented || event.ctrlKey || event.metaKey || takesKeys(event.target)) return
    event.preventDefault()
    listener()
  }
  document.addEventListener('keydown', onKeyDown)
  return () => document.removeEventListener('keydown', onKeyDown)
}

function takesKeys(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('input, textarea, select, [contenteditable], dialog') !== null
}
