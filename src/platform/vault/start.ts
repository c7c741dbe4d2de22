// Connects the kept copy's page to its shell: reports that it is ready, and handles what the sandbox blocks, which is opening links, submitting forms and printing.
import { goTo } from './location.ts'
import { onMeasure, tellShell } from './shell.ts'

function onLink(event: MouseEvent): void {
  const link = event.target instanceof Element ? event.target.closest('a') : null
  const address = link?.getAttribute('href')
  if (event.defaultPrevented || !address || event.button > 1) return
  // If followed here, any link would leave the frame empty, since its target is not this document.
  event.preventDefault()
  if (address.startsWith('#')) return goTo(address)
  const url = new URL(address)
  tellShell({ kind: 'page', page: url.href.slice(0, url.href.length - url.hash.length), section: url.hash })
}

/**
 * The sandbox forbids submitting forms, and with it the event that the page relies on; nothing is ever sent. Enter in a field clicks the
 * form's button, so handling the button is enough (HTML, implicit submission).
 */
function onSubmitButton(event: MouseEvent): void {
  const button = event.target instanceof Element ? event.target.closest<HTMLButtonElement>('button[type=submit]') : null
  if (event.defaultPrevented || !button?.form || button.disabled) return
  event.preventDefault()
  if (button.form.reportValidity())
    button.form.dispatchEvent(new SubmitEvent('submit', { bubbles: true, cancelable: true, submitter: button }))
}

/** Prints through the shell. The browser's menu prints the shell too, but cut or padded to a height that fits most pages. */
function onPrintKeys(event: KeyboardEvent): void {
  if (event.key.toLowerCase() !== 'p' || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return
  event.preventDefault()
  tellShell({ kind: 'print' })
}

/** Measures the page's height with the print styles, once the shell has set the frame's width. */
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
