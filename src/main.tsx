// Mounts the page over its prerendered markup, and opens the token in its URL.
import './styles/base.css'
import './styles/tokens.css'
import './styles/patterns.css'
import './styles/fallback-fonts.css'
import './styles/early.css'
import { createRoot, hydrateRoot } from 'react-dom/client'
import { App } from './app/app.tsx'
import { openLink } from './app/link.tsx'
import { createSession } from './app/session.ts'
import { refuseFrame } from './platform/framed.ts'
import { afterPaint } from './platform/after-paint.ts'
import { beginAnewOnReturn } from './platform/leaving.ts'
import { onFragmentChange } from './platform/location.ts'

if (!refuseFrame()) mount()

function mount(): void {
  const store = createSession()
  const takeOver = store.subscribe(() => {
    if (!store.getSnapshot().state.begun) return
    document.getElementById('early')?.remove()
    takeOver()
  })
  const root = document.getElementById('root')!
  // A panel's boundary reports its error; the message may quote the token, so it must not reach the console.
  const options = { onCaughtError() {} }
  if (root.hasChildNodes()) hydrateRoot(root, <App store={store} />, options)
  else createRoot(root, options).render(<App store={store} />)

  openLink(store)
  onFragmentChange(() => openLink(store))
  beginAnewOnReturn()
  // Until then fallbacks with the same metrics are used, so that a slow connection loads the app first. They stay if the fonts can't be loaded.
  afterPaint(() => void import('./styles/fonts.css').catch(() => {}))
}
