// Connects the kept copy's page with its shell: says that it stands, and hands over what the frame cannot do, which is to open links, submit forms and print.
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

/**
 * The sandbox forbids forms, and with them the event that the page works by; nothing of it is ever sent. Enter in a field presses the form's
 * button, so this is the one way (HTML, implicit submission).
 */
function onSubmitButton(event: MouseEvent): void {
  const button = event.target instanceof Element ? event.target.closest<HTMLButtonElement>('button[type=submit]') : null
  if (event.defaultPrevented || !button?.form || button.disabled) return
  event.preventDefault()
  if (button.form.reportValidity())
    button.form.dispatchEvent(new SubmitEvent('submit', { bubbles: true, cancelable: true, submitter: button }))
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
document.addEventListener('click', onSubmitButton)
document.addEventListener('auxclick', onLink)
document.addEventListener('keydown', onPrintKeys)
onMeasure(measure)
tellShell({ kind: 'ready' })
