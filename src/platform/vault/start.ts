// Connects the kept copy's page with its shell: says that it stands, and hands over what the frame cannot do, which is to open links and print.
import { goTo } from './location.ts'
import { onMeasure, tellShell } from './shell.ts'

function onLink(event: MouseEvent): void {
  const link = event.target instanceof Element ? event.target.closest('a') : null
  const address = link?.getAttribute('href')
  if (event.defaultPrevented || !address || event.button > 1) return
  // Followed here, any link would leave the frame empty: what it names is not this document.
  event.preventDefault()
  if (address.startsWith('#')) return goTo(address)
  const url = new URL(address)
  tellShell({ kind: 'page', page: url.href.slice(0, url.href.length - url.hash.length), section: url.hash })
}

/** Prints through the shell. What the browser's menu prints is the shell as well, but cut or filled up to a height that fits most pages. */
function onPrintKeys(event: KeyboardEvent): void {
  if (event.key.toLowerCase() !== 'p' || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return
  event.preventDefault()
  tellShell({ kind: 'print' })
}

/** How high the page is with the styles for print, once it has the width that the shell gave it. */
function measure(): void {
  const paper = document.querySelector<HTMLStyleElement>('style[media=print]')
  setTimeout(() => {
    if (paper) paper.media = 'all'
    const height = document.body.scrollHeight
    if (paper) paper.media = 'print'
    tellShell({ kind: 'print', height })
  }, 200)
}

document.addEventListener('click', onLink)
document.addEventListener('auxclick', onLink)
document.addEventListener('keydown', onPrintKeys)
onMeasure(measure)
tellShell({ kind: 'ready' })
