// Decodes a pasted token while the app's code is still loading. The build inlines it into the page, so it must stay small. The app then takes
// over the box with its text and caret, and removes what this shows.
import { readPlainToken } from './core/paste/plain-token.ts'
import { refuseFrame } from './platform/framed.ts'
import { tellOldBrowser } from './platform/old-browser.ts'
import { layOutJson } from './session/text/json-layout.ts'
import { readLink } from './session/share-link.ts'

/** Characters. Longer tokens wait for the app, since a plain element takes too long to paint them. */
const MOST_DECODED = 1_000_000
/** Characters of a part that are shown. */
const MOST_PAINTED = 60_000

const place = document.getElementById('early')
const box = document.querySelector('textarea')

function show(text: string): void {
  if (!place) return
  const token = text.length > MOST_DECODED ? undefined : readPlainToken(text)
  place.hidden = !token
  write('early-header', token?.header)
  write('early-payload', token?.payload)
}

function write(id: string, text = ''): void {
  const shown = laidOut(text)
  const element = document.getElementById(id)
  if (element) element.textContent = shown.length > MOST_PAINTED ? `${shown.slice(0, MOST_PAINTED)}…` : shown
}

function laidOut(text: string): string {
  try {
    JSON.parse(text)
  } catch {
    return text
  }
  return layOutJson(text)
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
