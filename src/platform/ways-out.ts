// Tries the ways by which a page could send data out, and reports for each whether this browser blocked it. Loaded by the room that shows it.

export interface WayOut {
  readonly name: string
  /** Does what hostile code would do to request `url`. Throws or rejects if the browser refuses at once. */
  go(url: string): unknown
}

export type WayState =
  /** Refused with an error, or reported as a violation of the policy. */
  | 'closed'
  /** This browser does not support it. */
  | 'absent'
  /** Nothing refused it. */
  | 'open'

/** How long to wait, in milliseconds. A refusal takes a task or two; this allows for a busy machine. */
const PATIENCE_MS = 2_000

const link = (rel: string) => (url: string) => {
  if (!document.createElement('link').relList.supports(rel)) throw new ReferenceError(rel)
  element('link', { rel, href: url })
}

function attach(element: HTMLElement | SVGElement): void {
  // Visible, since hidden elements are not always loaded, but out of the way.
  element.style.cssText = 'position: fixed; width: 1px; height: 1px; opacity: 0'
  element.setAttribute('aria-hidden', 'true')
  document.body.append(element)
  added.push(element)
}

/** Elements that the current try has added to the page. */
const added: Element[] = []

function element(name: string, attributes: Record<string, string>): void {
  const made = document.createElement(name)
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value)
  attach(made)
}

/** Code that would send a request, for the ways that run code from text. */
const sending = (url: string) => `fetch(${JSON.stringify(url)}, { mode: 'no-cors' })`

/* oxlint-disable no-eval, no-implied-eval, no-new-func, typescript/no-implied-eval, rooms/browser -- they are what is tried */
/** Requests first, then code from text. None navigates, opens a window or asks for a permission, and browsers report the refusal of each. */
export const WAYS_OUT: readonly WayOut[] = [
  { name: 'fetch', go: (url) => fetch(url, { mode: 'no-cors' }) },
  {
    name: 'XMLHttpRequest',
    go(url) {
      const request = new XMLHttpRequest()
      request.open('GET', url)
      request.send()
    },
  },
  { name: 'Beacon', go: (url) => navigator.sendBeacon(url, 'x') },
  { name: 'EventSource', go: (url) => new EventSource(url) },
  { name: 'WebSocket', go: (url) => new WebSocket(url.replace(/^http/, 'ws')) },
  { name: 'Image', go: (url) => element('img', { src: url }) },
  { name: 'Image by srcset', go: (url) => element('img', { srcset: `${url} 1x` }) },
  {
    name: 'Image in SVG',
    go(url) {
      const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg')
      const image = document.createElementNS('http://www.w3.org/2000/svg', 'image')
      image.setAttribute('href', url)
      svg.append(image)
      document.body.append(svg)
      added.push(svg)
    },
  },
  {
    name: 'Image in CSS',
    go(url) {
      const box = document.createElement('div')
      box.style.backgroundImage = `url(${JSON.stringify(url)})`
      document.body.append(box)
      added.push(box)
    },
  },
  { name: 'Font', go: (url) => new FontFace('probe', `url(${JSON.stringify(url)})`).load() },
  { name: 'Video', go: (url) => element('video', { src: url, preload: 'auto' }) },
  { name: 'Audio', go: (url) => element('audio', { src: url, preload: 'auto' }) },
  { name: 'Style sheet', go: link('stylesheet') },
  { name: 'Prefetch', go: link('prefetch') },
  { name: 'Frame', go: (url) => element('iframe', { src: url }) },
  { name: 'Object', go: (url) => element('object', { data: url }) },
  { name: 'Embed', go: (url) => element('embed', { src: url }) },
  {
    name: 'Form',
    go(url) {
      element('iframe', { name: 'probe-form', sandbox: '' })
      const form = document.createElement('form')
      form.method = 'post'
      form.action = url
      form.target = 'probe-form'
      attach(form)
      form.submit()
    },
  },
  {
    name: 'Script from elsewhere',
    go(url) {
      const script = document.createElement('script')
      script.src = url
      attach(script)
    },
  },
  { name: 'Module from elsewhere', go: (url) => import(/* @vite-ignore */ url) },
  { name: 'Worker', go: (url) => new Worker(URL.createObjectURL(new Blob([sending(url)]))) },
  {
    name: 'Script in the page',
    go(url) {
      const script = document.createElement('script')
      script.textContent = sending(url)
      attach(script)
    },
  },
  {
    name: 'HTML from text',
    go(url) {
      const box = document.createElement('div')
      attach(box)
      box.innerHTML = `<img src=${JSON.stringify(url)}>`
    },
  },
  { name: 'Event handler in HTML', go: (url) => element('img', { src: 'data:,', onerror: sending(url) }) },
  { name: 'eval', go: (url) => (0, eval)(sending(url)) },
  { name: 'Function from text', go: (url) => new Function(sending(url))() as unknown },
  { name: 'Timer from text', go: (url) => setTimeout(sending(url), 0) },
  {
    name: 'Speculation rules',
    go(url) {
      const script = document.createElement('script')
      script.type = 'speculationrules'
      script.textContent = JSON.stringify({ prefetch: [{ source: 'list', urls: [url] }] })
      attach(script)
    },
  },
  {
    name: 'Another base address',
    go(url) {
      element('base', { href: url })
      if (document.baseURI.startsWith(url)) element('img', { src: '?relative' })
    },
  },
]
/* oxlint-enable no-eval, no-implied-eval, no-new-func, typescript/no-implied-eval, rooms/browser */

/**
 * Tries one way with `url`, which should name a host that doesn't exist, and removes what it added to the page. The result is `closed`
 * only if the browser itself refused; a request that merely fails is `open`. Content Security Policy Level 3 section 5, Trusted Types section 4.
 */
export async function tryWayOut({ go }: WayOut, url: string): Promise<WayState> {
  const target = new URL(url)
  const isTarget = (blocked: URL) => blocked.host === target.host && (blocked.pathname === target.pathname || blocked.pathname === '/')
  let report!: (state: WayState) => void
  const answer = new Promise<WayState>((done) => (report = done))
  const onViolation = ({ blockedURI }: SecurityPolicyViolationEvent) => {
    // Code from text is reported by a keyword, a request by its address, or by its origin only in some browsers.
    if (/^(inline|eval|trusted-types-sink|blob)/.test(blockedURI) || (URL.canParse(blockedURI) && isTarget(new URL(blockedURI))))
      report('closed')
  }
  document.addEventListener('securitypolicyviolation', onViolation)
  const timer = setTimeout(() => report('open'), PATIENCE_MS)
  try {
    // A rejected promise only says that the request failed; the violation says why.
    Promise.resolve(go(url)).catch(() => {})
  } catch (error) {
    if (error instanceof ReferenceError) report('absent')
    // In the kept copy, the first script refuses elements that load something (build/vault/guard.js).
    if (error instanceof DOMException && error.name === 'SecurityError') report('closed')
  }
  // Only its own elements, since another way may be running.
  const mine = added.splice(0)
  const state = await answer
  clearTimeout(timer)
  document.removeEventListener('securitypolicyviolation', onViolation)
  for (const element of mine) element.remove()
  return state
}
