// The shell around the inspector. It never sees a token or a key: these stay in the frame, which may only send the messages in ACTS.
const PLACES = {}
const PAGES = []
// The allowed types of files, with the ending that each requires.
const TYPES = {
  'application/json': /\.json$/,
  'application/jose': /\.jwe$/,
  'application/jwk+json': /\.jwk\.json$/,
  'application/jwk-set+json': /\.json$/,
  'application/x-pem-file': /\.pem$/,
  'image/svg+xml': /\.svg$/,
  'text/markdown': /\.md$/,
  'text/plain': /\.(json|jwt|md|pem|txt)$/,
}
const [frame, late, offer, save] = ['frame', 'late', 'offer', 'save'].map((id) => document.getElementById(id))
const title = document.title
let asks = false

const ACTS = {
  ready() {
    clearTimeout(timer)
    late.hidden = true
    cleanAddress()
    ACTS.place({ place: location.hash || '#/' })
  },
  place({ place }) {
    if (!knows(PLACES, place)) return
    document.title = PLACES[place] ? `${PLACES[place]} · JWT Inspector` : title
    if ((location.hash || '#/') !== place) location.hash = place
  },
  theme({ theme }) {
    if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme
  },
  leaving({ ask }) {
    asks = ask === true
  },
  page({ page, section }) {
    if (!PAGES.includes(page)) return
    // A section is a fragment, which no server sees.
    const known = PAGES.includes(page + section) || /^#(section|appendix)-[\w.]{1,9}$/.test(section)
    open(known ? page + section : page, '_blank', 'noopener,noreferrer')
  },
  file({ name, type, bytes }) {
    if (typeof name !== 'string' || !/^[\w-]{1,80}(\.[\w-]{1,12}){1,3}$/.test(name)) return
    if (!knows(TYPES, type) || !TYPES[type].test(name) || !(bytes instanceof Uint8Array)) return
    discard()
    save.href = URL.createObjectURL(new Blob([bytes], { type }))
    save.download = name
    save.textContent = `Save ${name}`
    offer.hidden = false
    save.focus()
  },
  print({ height }) {
    // First make the frame as wide as the paper, then as high as the page is at that width.
    document.documentElement.classList.add('paper')
    if (height === undefined) return frame.contentWindow.postMessage({ measure: true }, '*')
    if (!(height > 0 && height < 200_000)) return
    document.documentElement.style.setProperty('--height', `${Math.ceil(height)}px`)
    print()
  },
}

/** Whether the list has this name itself. */
function knows(list, key) {
  return typeof key === 'string' && Object.hasOwn(list, key)
}

function discard() {
  const { href } = save
  // The browser may still be reading it.
  if (href) setTimeout(() => URL.revokeObjectURL(href), 20_000)
  save.removeAttribute('href')
  offer.hidden = true
  frame.focus()
}

/** A fragment that isn't a room may be a token, so it is removed from the address bar and the history, unread. The browser gives it to the frame. */
function cleanAddress() {
  if (location.hash !== '' && !knows(PLACES, location.hash)) history.replaceState(null, '', location.pathname + location.search)
}

addEventListener('message', ({ source, data }) => {
  // Only messages from this frame's window, whatever has become of the frame.
  if (source !== frame.contentWindow || typeof data !== 'object' || data === null) return
  if (knows(ACTS, data.kind)) ACTS[data.kind](data)
})
addEventListener('hashchange', () => {
  if (location.hash !== '' && !knows(PLACES, location.hash)) {
    cleanAddress()
    document.getElementById('refused').hidden = false
    return
  }
  ACTS.place({ place: location.hash || '#/' })
  frame.contentWindow.postMessage({ place: location.hash || '#/' }, '*')
})
addEventListener('afterprint', () => document.documentElement.classList.remove('paper'))
addEventListener('beforeunload', (event) => asks && event.preventDefault())
// A reader who comes back finds it empty.
addEventListener('pageshow', ({ persisted }) => persisted && location.reload())
save.addEventListener('click', () => setTimeout(discard, 1000))
document.getElementById('discard').addEventListener('click', discard)

if (top !== self) {
  frame.remove()
  document.getElementById('framed').hidden = false
}
document.getElementById('insecure').hidden = isSecureContext
const timer = setTimeout(() => {
  late.hidden = top !== self
  cleanAddress()
}, 3000)
frame.addEventListener('load', () => frame.focus())
