// Delays work until the page has loaded, so that it doesn't hold up what is needed first.

/** Calls back once, a moment after the page has loaded. Returns a function that cancels it. */
export function afterLoading(callback: () => void): () => void {
  const soon = () => setTimeout(callback, 500)
  let timer: ReturnType<typeof setTimeout> | undefined
  const onLoad = () => {
    timer = soon()
  }
  if (document.readyState === 'complete') onLoad()
  else addEventListener('load', onLoad, { once: true })
  return () => {
    removeEventListener('load', onLoad)
    clearTimeout(timer)
  }
}
