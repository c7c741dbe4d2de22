// Reads what is pasted while the app's code is still on its way: header and payload stand on the page before React does.
// Built as a small file of its own and loaded first; the app takes the box over, text and caret included, and removes this.
import { inspect } from './core/inspect.ts'
import { refuseFrame } from './platform/framed.ts'
import { tellOldBrowser } from './platform/old-browser.ts'
import { shownJson } from './session/text/json-layout.ts'
import { readLink } from './session/share-link.ts'
import type { DecodedText } from './core/text/decoded-text.ts'

/** Longer texts wait for the editor: a plain element takes too long to paint them. Characters. */
const MOST_PAINTED = 60_000

const place = document.getElementById('early')
const box = document.querySelector('textarea')

function show(text: string): void {
  if (!place) return
  const { token } = inspect(text)
  place.hidden = !token?.header.readable
  if (!token || place.hidden) return
  write('early-header', token.header.decoded)
  write('early-payload', token.payload?.decoded)
}

function write(id: string, decoded: DecodedText | undefined): void {
  const shown = decoded ? shownJson(decoded) : ''
  const element = document.getElementById(id)
  if (element) element.textContent = shown.length > MOST_PAINTED ? `${shown.slice(0, MOST_PAINTED)}…` : shown
}

if (!refuseFrame() && !tellOldBrowser() && place) {
  const linked = readLink(location.hash)?.token
  if (linked !== undefined) show(linked)
  if (box) {
    if (box.value !== '') show(box.value)
    box.addEventListener('input', () => show(box.value))
    if (location.hash === '' && matchMedia('(pointer: fine)').matches) box.focus({ preventScroll: true })
  }
}
