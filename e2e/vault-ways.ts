// The ways out that are tried on the kept copy: those of the hosted page, those that need an observer, and what a policy does not govern.
// Runs in the page as one script (see vault.spec.ts) and is read in Node for its names, so nothing here touches the browser before it is called.
/* oxlint-disable no-extend-native, react/iframe-missing-sandbox, no-implied-eval, typescript/no-implied-eval, typescript/no-unnecessary-type-assertion -- they are what is tried */
import { WAYS_OUT } from '../src/platform/ways-out.ts'
import { SILENT_WAYS } from './probes.ts'

export interface Way {
  readonly name: string
  /** What an observer would see of it: a request for `url`, a connection to it, or a packet to `udp`, "127.0.0.1:PORT". */
  readonly seen: 'request' | 'connection' | 'packet'
  /** The page may be gone after it. */
  readonly leaves?: true
  go(url: string, udp: string): unknown
}

type Go = Way['go']

const attach = <T extends Element>(element: T): T => (document.body.append(element), element)

function made(name: string, attributes: Record<string, string>): Element {
  const element = document.createElement(name)
  for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, value)
  return attach(element)
}

const linked =
  (rel: string, more: Record<string, string> = {}): Go =>
  (url) =>
    made('link', { rel, href: url, ...more })

const styled =
  (property: string, value: (url: string) => string): Go =>
  (url) => {
    const box = attach(document.createElement('div'))
    box.style.cssText = 'width: 9px; height: 9px; display: list-item; border: 1px solid'
    box.style.setProperty(property, value(url))
    box.textContent = 'x'
  }

const svg = (name: string, attributes: Record<string, string>, parent?: Element): Element => {
  const element = document.createElementNS('http://www.w3.org/2000/svg', name)
  for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, value)
  ;(parent ?? attach(document.createElementNS('http://www.w3.org/2000/svg', 'svg'))).append(element)
  return element
}

const sends = (url: string) => `new Image().src = ${JSON.stringify(url)}`
const blob = (text: string, type: string) => URL.createObjectURL(new Blob([text], { type }))
const css = (sheet: (url: string) => string): Go => {
  return (url) => {
    const made = new CSSStyleSheet()
    made.replaceSync(sheet(url))
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, made]
  }
}
/** A link whose click the page does not see. */
function link(attributes: Record<string, string>): HTMLAnchorElement {
  const element = made('a', attributes) as HTMLAnchorElement
  element.addEventListener('click', (event) => event.stopPropagation())
  return element
}
const click = (element: Element) => (element as HTMLElement).dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }))
/** A property that types do not know, or that may be missing; a missing one throws when it is called. */
const any = (holder: unknown, name: string) => (holder as Record<string, (...given: unknown[]) => unknown>)[name]!
const global = (name: string) => (globalThis as unknown as Record<string, new (...given: unknown[]) => never>)[name]!
const tell = (message: unknown) => parent.postMessage(message, '*')

const rtc = (name: string, urls: (udp: string, url: string) => string): Go => {
  return async (url, udp) => {
    const peer = new (global(name) as unknown as typeof RTCPeerConnection)({
      iceServers: [{ urls: urls(udp, url), username: 'u', credential: 'c' }],
    })
    peer.createDataChannel('x')
    await peer.setLocalDescription(await peer.createOffer())
  }
}

const REQUESTS: Record<string, Go> = {
  'fetch kept alive': (url) => fetch(url, { method: 'POST', body: 'x', mode: 'no-cors', keepalive: true }),
  'fetch later': (url) => any(globalThis, 'fetchLater')(url),
  'synchronous XMLHttpRequest': (url) => {
    const request = new XMLHttpRequest()
    request.open('GET', url, false)
    request.send()
  },
  'WebSocket stream': (url) => new (global('WebSocketStream'))(url.replace(/^http/, 'ws')),
  'background fetch': async (url) => any((await navigator.serviceWorker.ready) && {}, 'fetch')(url),
  'prerender link': linked('prerender'),
  'next link': linked('next'),
  'alternate style sheet': linked('alternate stylesheet', { title: 'x' }),
  'touch icon': linked('apple-touch-icon'),
  'preload of a font': linked('preload', { as: 'font', crossorigin: '' }),
  'preload for fetch': linked('preload', { as: 'fetch', crossorigin: '' }),
  'preload of a style': linked('preload', { as: 'style' }),
  'preload of a set of images': (url) => made('link', { rel: 'preload', as: 'image', imagesrcset: `${url} 1x` }),
  'compression dictionary': linked('compression-dictionary'),
  'search description': linked('search', { type: 'application/opensearchdescription+xml' }),
  'attribution by an image': (url) => made('img', { attributionsrc: url, src: 'data:,' }),
  'attribution by a link': (url) => click(made('a', { attributionsrc: url, href: '#' })),
  'background attribute': (url) => document.body.setAttribute('background', url),
  'background of a table': (url) => made('table', { background: url }),
  'source of audio': (url) => made('audio', { preload: 'auto' }).append(made('source', { src: url })),
  'frame of a frame set': (url) => made('frameset', {}).append(made('frame', { src: url })),
  portal: (url) => made('portal', { src: url }),
  'fenced frame': (url) => Object.assign(made('fencedframe', {}), { config: new (global('FencedFrameConfig'))(url) }),
  'fetch of an empty frame': (url) => (made('iframe', {}) as HTMLIFrameElement).contentWindow!.fetch(url, { mode: 'no-cors' }),
  'image of an empty frame': (url) => {
    const inside = (made('iframe', {}) as HTMLIFrameElement).contentWindow as unknown as { Image: typeof Image }
    new inside.Image().src = url
  },
  'object of a data address': (url) => made('object', { data: `data:text/html,<img src="${url}">` }),
  'embedded picture': (url) => made('embed', { src: url, type: 'image/svg+xml' }),
  'animated address': (url) => svg('set', { attributeName: 'href', to: url }, svg('image', { width: '9', height: '9' })),
  'image by XLink': (url) => svg('image', { width: '9', height: '9' }).setAttributeNS('http://www.w3.org/1999/xlink', 'xlink:href', url),
  'mask in SVG': (url) => svg('rect', { width: '9', height: '9', mask: `url(${url})` }),
  'filter in SVG': (url) => svg('rect', { width: '9', height: '9', filter: `url(${url})` }),
  'fill in SVG': (url) => svg('rect', { width: '9', height: '9', fill: `url(${url}#x)` }),
  'marker in SVG': (url) => svg('path', { d: 'M0 0L9 9', 'marker-end': `url(${url}#x)` }),
  'style in SVG': (url) => {
    svg('style', {}).textContent = `@import url(${url});`
  },
  'picture in a foreign object': (url) => svg('foreignObject', { width: '9', height: '9' }).append(made('img', { src: url })),
  'list image': styled('list-style-image', (url) => `url(${url})`),
  'border image': styled('border-image', (url) => `url(${url}) 1`),
  'mask image': styled('mask-image', (url) => `url(${url})`),
  'set of images': styled('background-image', (url) => `image-set(url(${url}) 1x)`),
  'clip path': styled('clip-path', (url) => `url(${url}#x)`),
  'CSS filter': styled('filter', (url) => `url(${url}#x)`),
  'shape outside': (url) => {
    const box = attach(document.createElement('div'))
    box.style.cssText = `float: left; width: 9px; height: 9px; shape-outside: url(${url})`
  },
  'offset path': styled('offset-path', (url) => `url(${url}#x)`),
  'address in a variable': (url) => {
    document.documentElement.style.setProperty('--probe', `url(${url})`)
    const box = attach(document.createElement('div'))
    box.style.cssText = 'width: 9px; height: 9px; background: var(--probe)'
  },
  'style attribute': (url) => made('div', { style: `width: 9px; height: 9px; background: url(${url})` }),
  'inserted rule': (url) => {
    const sheet = new CSSStyleSheet()
    sheet.insertRule(`html { border-image-source: url(${url}) }`)
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]
    document.documentElement.style.setProperty('border', '1px solid')
  },
  animation: (url) => {
    const box = attach(document.createElement('div'))
    box.style.cssText = 'width: 9px; height: 9px'
    box.animate([{ backgroundImage: `url(${url})` }, { backgroundImage: `url(${url})` }], 60_000)
  },
  'font of a made sheet': css((url) => `@font-face { font-family: probe3; src: url(${url}) } html { font-family: probe3 !important }`),
  'scrollbar or counter picture': css(
    (url) => `@counter-style probe { system: cyclic; symbols: url(${url}) '' } html::before { content: url(${url}) }`,
  ),
  'parsed document': (url) =>
    attach(document.importNode(new DOMParser().parseFromString(`<img src="${url}">`, 'text/html').querySelector('img')!, true)),
  'parsed XML': (url) =>
    attach(
      document.importNode(
        new DOMParser().parseFromString(`<img xmlns="http://www.w3.org/1999/xhtml" src="${url}"/>`, 'application/xhtml+xml')
          .documentElement,
        true,
      ),
    ),
  'document made apart': (url) => {
    const other = document.implementation.createHTMLDocument()
    const frame = other.createElement('iframe')
    frame.src = url
    attach(frame)
  },
  'XML document made apart': (url) => {
    const { documentElement } = document.implementation.createDocument('http://www.w3.org/1999/xhtml', 'iframe')
    documentElement.setAttribute('src', url)
    attach(documentElement)
  },
  'fragment of a range': (url) => document.body.append(document.createRange().createContextualFragment(`<img src="${url}">`)),
  'adjacent HTML': (url) => document.body.insertAdjacentHTML('beforeend', `<img src="${url}">`),
  'outer HTML': (url) => {
    attach(document.createElement('div')).outerHTML = `<img src="${url}">`
  },
  'unsafe HTML': (url) =>
    any(attach(document.createElement('div')), 'setHTMLUnsafe').call(document.body.lastElementChild, `<img src="${url}">`),
  'unsafe document': (url) => attach((any(Document, 'parseHTMLUnsafe')(`<img src="${url}">`) as Document).querySelector('img')!),
  template: (url) => {
    const template = document.createElement('template')
    template.innerHTML = `<img src="${url}">`
    document.body.append(template.content)
  },
  'shadow root': (url) => {
    attach(document.createElement('div')).attachShadow({ mode: 'open' }).innerHTML = `<img src="${url}">`
  },
  'style sheet transformation': (url) => {
    const processor = new XSLTProcessor()
    processor.importStylesheet(
      new DOMParser().parseFromString(
        `<x:stylesheet version="1.0" xmlns:x="http://www.w3.org/1999/XSL/Transform"><x:template match="/"><img src="${url}"/></x:template></x:stylesheet>`,
        'text/xml',
      ),
    )
    document.body.append(processor.transformToFragment(document, document))
  },
  'editing command': (url) => {
    const box = attach(document.createElement('div'))
    box.contentEditable = 'true'
    box.focus()
    document.execCommand('insertHTML', false, `<img src="${url}">`)
  },
  'image by an editing command': (url) => {
    const box = attach(document.createElement('div'))
    box.contentEditable = 'true'
    box.focus()
    document.execCommand('insertImage', false, url)
  },
  'custom element': (url) => {
    class Own extends HTMLLinkElement {}
    customElements.define('probe-link', Own, { extends: 'link' })
    attach(Object.assign(new Own(), { rel: 'stylesheet', href: url }))
  },
  'name with two faces': (url) => {
    let asked = 0
    const name = { toString: () => (asked++ === 0 ? 'div' : 'iframe') } as unknown as string
    attach(document.createElement(name)).setAttribute('src', url)
  },
  'name with a prefix': (url) => attach(document.createElementNS('http://www.w3.org/1999/xhtml', 'x:iframe')).setAttribute('src', url),
  'prototypes changed first': (url) => {
    const { toLowerCase } = String.prototype
    String.prototype.toLowerCase = () => 'div'
    try {
      made('iframe', { src: url })
    } finally {
      String.prototype.toLowerCase = toLowerCase
    }
  },
  'factory of the parent': (url) => attach(parent.document.createElement('iframe')).setAttribute('src', url),
  'script of a data address': (url) => made('script', { src: `data:text/javascript,${encodeURIComponent(sends(url))}` }),
  'script of a blob': (url) => made('script', { src: blob(sends(url), 'text/javascript') }),
  'module of a data address': (url) => import(/* @vite-ignore */ `data:text/javascript,${encodeURIComponent(sends(url))}`),
  'module of a blob': (url) => import(/* @vite-ignore */ blob(sends(url), 'text/javascript')),
  'worker of a data address': (url) =>
    new Worker(`data:text/javascript,fetch(${encodeURIComponent(JSON.stringify(url))},{mode:'no-cors'})`),
  'module worker of a blob': (url) =>
    new Worker(blob(`fetch(${JSON.stringify(url)}, { mode: 'no-cors' })`, 'text/javascript'), { type: 'module' }),
  'shared worker of a blob': (url) => new SharedWorker(blob(`fetch(${JSON.stringify(url)}, { mode: 'no-cors' })`, 'text/javascript')),
  'audio worklet': (url) => new AudioContext().audioWorklet.addModule(url),
  'paint worklet': (url) =>
    any((CSS as unknown as Record<string, unknown>)['paintWorklet'], 'addModule').call(
      (CSS as unknown as Record<string, unknown>)['paintWorklet'],
      url,
    ),
  WebAssembly: (url) => WebAssembly.compileStreaming(fetch(url)),
  'interval from text': (url) => setInterval(sends(url) as never, 10_000_000) && setTimeout(sends(url) as never),
  'handler in SVG': (url) => svg('image', { href: 'data:,', onerror: sends(url) }),
  'payment request': (url) =>
    new PaymentRequest([{ supportedMethods: url }], { total: { label: 'x', amount: { currency: 'EUR', value: '1' } } }).show(),
  'sign-in by the browser': (url) => navigator.credentials.get({ identity: { providers: [{ configURL: url, clientId: 'x' }] } } as never),
  notification: (url) => new Notification('x', { icon: url, badge: url } as never),
  'picture of what plays': (url) => {
    navigator.mediaSession.metadata = new MediaMetadata({ title: 'x', artwork: [{ src: url }] })
  },
  presentation: (url) => any(new (global('PresentationRequest'))(url), 'start'),
  'shared storage': (url) => any((globalThis as unknown as Record<string, unknown>)['sharedStorage'], 'createWorklet')(url),
  'interest group': (url) => any(navigator, 'joinAdInterestGroup').call(navigator, { owner: url, name: 'x', updateURL: url }, 1000),
  'meta policy that reports': (url) => {
    document.head.append(
      Object.assign(document.createElement('meta'), { httpEquiv: 'Content-Security-Policy', content: `img-src 'none'; report-uri ${url}` }),
    )
    new Image().src = 'data:image/png,x'
  },
  'page asked of the shell': (url) => tell({ kind: 'page', page: url, section: '' }),
  'page and a foreign section': (url) => tell({ kind: 'page', page: 'https://www.rfc-editor.org/rfc/rfc7519', section: `@${url}` }),
  'place asked of the shell': (url) => tell({ kind: 'place', place: url }),
  'script address as a place': (url) => tell({ kind: 'place', place: `javascript:fetch(${JSON.stringify(url)})` }),
  'HTML as a file': (url) =>
    tell({ kind: 'file', name: 'x.html', type: 'text/html', bytes: new TextEncoder().encode(`<img src="${url}">`) }),
  'file with a path': (url) => tell({ kind: 'file', name: url, type: 'text/plain', bytes: new Uint8Array(1) }),
  'members that every object has': (url) =>
    ['__proto__', 'constructor', 'toString', 'hasOwnProperty'].forEach((kind) => tell({ kind, page: url, place: url, url })),
  'document of the shell': (url) => parent.document.body.append(Object.assign(parent.document.createElement('img'), { src: url })),
  'fetch of the shell': (url) => parent.fetch(url, { mode: 'no-cors' }),
  'frame element': (url) => (frameElement as HTMLIFrameElement).setAttribute('src', url),
}

const CONNECTIONS: Record<string, Go> = {
  preconnect: linked('preconnect'),
  'preconnect with credentials': linked('preconnect', { crossorigin: 'use-credentials' }),
  'WebRTC by TURN over TCP': rtc('RTCPeerConnection', (_, url) => `turn:${new URL(url).host}?transport=tcp`),
}

const PACKETS: Record<string, Go> = {
  WebRTC: rtc('RTCPeerConnection', (udp) => `stun:${udp}`),
  'WebRTC by its old name': rtc('webkitRTCPeerConnection', (udp) => `stun:${udp}`),
  'WebRTC by TURN': rtc('RTCPeerConnection', (udp) => `turn:${udp}`),
  'WebRTC of an empty frame': async (url, udp) => {
    const inside = (made('iframe', {}) as HTMLIFrameElement).contentWindow as unknown as typeof globalThis
    const peer = new inside.RTCPeerConnection({ iceServers: [{ urls: `stun:${udp}` }] })
    peer.createDataChannel(url)
    await peer.setLocalDescription(await peer.createOffer())
  },
  'WebRTC of the shell': async (url, udp) => {
    const peer = new (parent as unknown as typeof globalThis).RTCPeerConnection({ iceServers: [{ urls: `stun:${udp}` }] })
    peer.createDataChannel(url)
    await peer.setLocalDescription(await peer.createOffer())
  },
}

const submitted = (method: string, target: string): Go => {
  return (url) => {
    const form = attach(document.createElement('form'))
    Object.assign(form, { method, action: url, target })
    form.submit()
  }
}

const LEAVING: Record<string, Go> = {
  'address set': (url) => {
    document.location.href = url
  },
  'address assigned': (url) => document.location.assign(url),
  'address replaced': (url) => document.location.replace(url),
  'navigation API': (url) =>
    any((globalThis as unknown as Record<string, unknown>)['navigation'], 'navigate').call(
      (globalThis as unknown as Record<string, unknown>)['navigation'],
      url,
    ),
  'address of the top': (url) => {
    top!.location.href = url
  },
  'address of the parent': (url) => parent.location.replace(url),
  link: (url) => link({ href: url }).click(),
  'link to the top': (url) => link({ href: url, target: '_top' }).click(),
  'link to a new window': (url) => link({ href: url, target: '_blank' }).click(),
  'link that downloads': (url) => link({ href: url, download: 'x' }).click(),
  'link in SVG': (url) => {
    const around = svg('a', { href: url })
    around.addEventListener('click', (event) => event.stopPropagation())
    return click(svg('text', {}, around))
  },
  area: (url) => (made('area', { href: url }) as HTMLAreaElement).click(),
  'window opened': (url) => open(url),
  'window opened by name': (url) => open(url, 'probe'),
  form: submitted('get', ''),
  'posted form': submitted('post', ''),
  'form to the top': submitted('post', '_top'),
  'form to a new window': submitted('get', '_blank'),
  'meta refresh': (url) =>
    document.head.append(Object.assign(document.createElement('meta'), { httpEquiv: 'refresh', content: `0;url=${url}` })),
  'cloned meta refresh': (url) => {
    const meta = document.querySelector('meta')!.cloneNode() as HTMLMetaElement
    meta.removeAttribute('name')
    Object.assign(meta, { httpEquiv: 'refresh', content: `0;url=${url}` })
    document.head.append(meta)
  },
}

const of = (seen: Way['seen'], ways: Record<string, Go>): Way[] => Object.entries(ways).map(([name, go]) => ({ name, seen, go }))

/** Those that may leave the page come last. */
export const VAULT_WAYS: readonly Way[] = [
  ...[...WAYS_OUT, ...SILENT_WAYS].map(({ name, go }): Way => ({ name, seen: 'request', go })),
  ...of('request', REQUESTS),
  ...of('connection', CONNECTIONS),
  ...of('packet', PACKETS),
  ...of('request', LEAVING).map((way): Way => ({ ...way, leaves: true })),
]
