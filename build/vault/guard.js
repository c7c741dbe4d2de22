// The first script in the frame that has the token. It removes what no policy blocks, before any other code runs.
;(() => {
  const { apply } = Reflect
  const { defineProperty, getOwnPropertyNames } = Object
  // Bound now, since later code may change the prototypes.
  const lower = Function.prototype.call.bind(String.prototype.toLowerCase)
  const refuse = () => {
    throw new DOMException('Refused: this copy loads nothing from anywhere.', 'SecurityError')
  }
  const fix = (owner, name, value) => defineProperty(owner, name, { value, writable: false, configurable: false })

  const networks =
    /^(webkit|moz)?(RTC|SpeechRecognition|SpeechSynthesis)|^(speechSynthesis|WebTransport|WebSocketStream|PresentationRequest|PaymentRequest|RemotePlayback|TCPSocket|UDPSocket|fetchLater|Notification|IdentityCredential|XSLTProcessor)/
  for (const name of getOwnPropertyNames(globalThis)) if (networks.test(name)) fix(globalThis, name, undefined)

  // Elements that load or control something. React and the editor create none of them.
  const refused = Object.assign(Object.create(null), {
    link: 1,
    iframe: 1,
    frame: 1,
    frameset: 1,
    object: 1,
    embed: 1,
    base: 1,
    meta: 1,
    script: 1,
    portal: 1,
    fencedframe: 1,
  })
  const check = (name) => {
    let local = ''
    for (let i = 0; i < name.length; i++) local = name[i] === ':' ? '' : local + name[i]
    if (refused[lower(local)]) refuse()
  }
  const { createElement, createElementNS, execCommand } = Document.prototype
  // Each name is converted to a string once, so that the name checked is the one created.
  fix(Document.prototype, 'createElement', function (name, options) {
    const text = `${name}`
    check(text)
    return apply(createElement, this, typeof options === 'object' && options !== null && 'is' in options ? refuse() : [text])
  })
  fix(Document.prototype, 'createElementNS', function (namespace, name, options) {
    const text = `${name}`
    check(text)
    return apply(createElementNS, this, options ? refuse() : [namespace, text])
  })
  fix(Document.prototype, 'execCommand', function (name, ui, value) {
    const text = `${name}`
    return lower(text) === 'inserthtml' ? refuse() : apply(execCommand, this, [text, ui, value])
  })

  // HTML from strings, and other ways to create documents and elements.
  const makers = [
    [Document.prototype, 'write', 'writeln', 'parseHTMLUnsafe'],
    [Document, 'parseHTMLUnsafe', 'parseHTML'],
    [DOMImplementation.prototype, 'createDocument', 'createHTMLDocument'],
    [DOMParser.prototype, 'parseFromString'],
    [Range.prototype, 'createContextualFragment'],
    [Element.prototype, 'insertAdjacentHTML', 'setHTMLUnsafe', 'setHTML'],
    [ShadowRoot.prototype, 'setHTMLUnsafe', 'setHTML'],
    [CustomElementRegistry.prototype, 'define'],
  ]
  for (const [owner, ...names] of makers) for (const name of names) if (name in owner) fix(owner, name, refuse)
  for (const owner of [Element.prototype, ShadowRoot.prototype]) {
    for (const name of ['innerHTML', 'outerHTML']) {
      const found = Object.getOwnPropertyDescriptor(owner, name)
      if (found) defineProperty(owner, name, { get: found.get, set: refuse, configurable: false })
    }
  }
})()
