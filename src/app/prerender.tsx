// The empty page as HTML, put into index.html by the build: so that it can be read, and typed into, before any script has arrived.
import { renderToString } from 'react-dom/server'
import { App } from './app.tsx'
import { createSession } from './session.ts'

export function render(): string {
  return renderToString(<App store={createSession()} />)
}
