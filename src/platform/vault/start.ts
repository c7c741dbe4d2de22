// Connects the kept copy's page with its shell: says that it stands, and hands over what the frame cannot do, which is to open links and print.
import { goTo } from './location.ts'
import { tellShell } from './shell.ts'

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

/** The shell prints; only here can it be known how high the page is as it is printed. */
function onPrintKeys(event: KeyboardEvent): void {
  if (event.key.toLowerCase() !== 'p' || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return
  event.preventDefault()
  tellShell({ kind: 'print', height: document.documentElement.scrollHeight })
}

document.addEventListener('click', onLink)
document.addEventListener('auxclick', onLink)
document.addEventListener('keydown', onPrintKeys)
tellShell({ kind: 'ready' })
