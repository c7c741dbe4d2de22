// Puts work off until the page and what it needs first have arrived, so that what is for later does not stand in the way.

/** Calls back once, when the page has loaded and then in a free moment; returns what calls it off. */
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
