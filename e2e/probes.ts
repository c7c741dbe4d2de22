// Ways out that only an outside observer can judge: the page's own room tries the others (src/platform/ways-out.ts).
import type { Page } from '@playwright/test'

interface Probe {
  readonly name: string
  /** Runs in the page. */
  go(url: string): unknown
}

/** The browser says nothing of these, or they need an event that a page does not give itself. */
export const SILENT_WAYS: readonly Probe[] = [
  {
    name: 'ping',
    go(url) {
      const link = document.createElement('a')
      link.href = `#${document.location.hash.slice(1)}`
      link.setAttribute('ping', url)
      document.body.append(link)
      link.click()
    },
  },
  {
    name: 'manifest',
    go(url) {
      document.querySelector('link[rel=manifest]')?.remove()
      const link = document.createElement('link')
      link.rel = 'manifest'
      link.href = url
      document.head.append(link)
    },
  },
  {
    name: 'icon',
    go(url) {
      const link = document.createElement('link')
      link.rel = 'icon'
      link.href = url
      document.head.append(link)
    },
  },
  {
    name: 'preload',
    go(url) {
      const link = document.createElement('link')
      Object.assign(link, { rel: 'preload', as: 'image', href: url })
      document.head.append(link)
    },
  },
  {
    name: 'module preload',
    go(url) {
      const link = document.createElement('link')
      Object.assign(link, { rel: 'modulepreload', href: url })
      document.head.append(link)
    },
  },
  { name: 'worker of another origin', go: (url) => new Worker(url) },
  { name: 'shared worker', go: (url) => new SharedWorker(url) },
  { name: 'service worker', go: (url) => navigator.serviceWorker.register(url) },
  { name: 'cache', go: async (url) => (await caches.open('probe')).add(url) },
  { name: 'WebTransport', go: (url) => new WebTransport(url.replace(/^http:/, 'https:')) },
  {
    name: 'video poster, track and source',
    go(url) {
      const video = document.createElement('video')
      video.poster = `${url}-poster`
      const source = document.createElement('source')
      source.src = `${url}-source`
      const track = document.createElement('track')
      track.src = `${url}-track`
      track.default = true
      video.append(source, track)
      document.body.append(video)
      track.track.mode = 'showing'
    },
  },
  {
    name: 'input of type image',
    go(url) {
      const input = document.createElement('input')
      input.type = 'image'
      input.src = url
      document.body.append(input)
    },
  },
  {
    name: 'picture',
    go(url) {
      const picture = document.createElement('picture')
      const source = document.createElement('source')
      source.srcset = url
      picture.append(source, document.createElement('img'))
      document.body.append(picture)
    },
  },
  {
    name: 'style sheets made by code',
    go(url) {
      const sheet = new CSSStyleSheet()
      sheet.replaceSync(
        `body::after { content: url(${url}-content); cursor: url(${url}-cursor), auto } @font-face { font-family: probe2; src: url(${url}-font) } body { font-family: probe2 }`,
      )
      document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]
    },
  },
  {
    name: 'style element',
    go(url) {
      const style = document.createElement('style')
      style.textContent = `@import url(${url});`
      document.head.append(style)
    },
  },
  {
    name: 'SVG use, filter image and script',
    go(url) {
      const svg = 'http://www.w3.org/2000/svg'
      const root = document.createElementNS(svg, 'svg')
      for (const name of ['use', 'feImage', 'script']) {
        const element = document.createElementNS(svg, name)
        element.setAttribute('href', `${url}-${name}`)
        root.append(element)
      }
      document.body.append(root)
    },
  },
  {
    name: 'frame with HTML of its own',
    go(url) {
      const frame = document.createElement('iframe')
      frame.setAttribute('srcdoc', `<img src="${url}">`)
      document.body.append(frame)
    },
  },
  {
    name: 'frame of a data address',
    go(url) {
      const frame = document.createElement('iframe')
      frame.src = `data:text/html,<img src="${url}">`
      document.body.append(frame)
    },
  },
  {
    name: 'frame of a blob',
    go(url) {
      const frame = document.createElement('iframe')
      frame.src = URL.createObjectURL(new Blob([`<img src="${url}">`], { type: 'text/html' }))
      document.body.append(frame)
    },
  },
  {
    name: 'script address',
    go(url) {
      const link = document.createElement('a')
      link.href = `javascript:fetch(${JSON.stringify(url)}, { mode: 'no-cors' })`
      document.body.append(link)
      link.click()
    },
  },
  {
    name: 'import map',
    go(url) {
      const script = document.createElement('script')
      script.type = 'importmap'
      script.textContent = JSON.stringify({ imports: { probe: url } })
      document.head.append(script)
      return import(/* @vite-ignore */ ['pro', 'be'].join(''))
    },
  },
  {
    name: 'document.write',
    go(url) {
      const frame = document.createElement('iframe')
      document.body.append(frame)
      frame.contentDocument?.write(`<img src="${url}">`)
    },
  },
]

/** Runs the silent ways in the page, one after another; each requests `origin` + "silent-" + its number. */
export async function trySilentWays(page: Page, origin: string): Promise<void> {
  for (const [i, { go }] of SILENT_WAYS.entries()) {
    // As an expression, since what arrives in the page is text: the policy does not govern the debugger.
    await page.evaluate(
      `void (async () => { try { await ({ ${methodOf(go)} }).go(${JSON.stringify(`${origin}silent-${i}`)}) } catch {} })()`,
    )
  }
}

function methodOf(go: Probe['go']): string {
  const text = go.toString()
  return /^(async\s+)?go\s*\(/.test(text) ? text : `go: ${text}`
}
