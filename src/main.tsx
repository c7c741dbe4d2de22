// Mounts the page over its prerendered self, and opens what the address brought along.
import './styles/base.css'
import './styles/tokens.css'
import './styles/fonts.css'
import './styles/early.css'
import { createRoot, hydrateRoot } from 'react-dom/client'
import { App } from './app/app.tsx'
import { createSession } from './app/session.ts'
import { clearFragment, currentFragment, onFragmentChange } from './platform/location.ts'
import { expectFromLink } from './session/judge.ts'
import { readLink } from './session/share-link.ts'

const store = createSession()
const takeOver = store.subscribe(() => {
  if (!store.getSnapshot().state.begun) return
  document.getElementById('early')?.remove()
  takeOver()
})
const root = document.getElementById('root')!
if (root.hasChildNodes()) hydrateRoot(root, <App store={store} />)
else createRoot(root).render(<App store={store} />)

function openLink() {
  const link = readLink(currentFragment())
  if (!link) return
  clearFragment()
  if (link.expect !== undefined) void expectFromLink(store, link.expect)
  if (link.token === undefined && link.key === undefined) return
  store.dispatch({ type: 'load', text: link.token ?? store.getSnapshot().state.text, ...(link.key !== undefined && { key: link.key }) })
}
openLink()
onFragmentChange(openLink)
