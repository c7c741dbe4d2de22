// Mounts the page over its prerendered self, and opens what the address brought along.
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
  // A panel's boundary tells of its error; the message, which may quote the token, must not stand in the console.
  const options = { onCaughtError() {} }
  if (root.hasChildNodes()) hydrateRoot(root, <App store={store} />, options)
  else createRoot(root, options).render(<App store={store} />)

  openLink(store)
  onFragmentChange(() => openLink(store))
  beginAnewOnReturn()
  // Until then their fallbacks of the same metrics stand: a slow line brings the app first. Where they cannot be had, these stay.
  afterPaint(() => void import('./styles/fonts.css').catch(() => {}))
}
