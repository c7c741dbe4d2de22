// Renders the empty page as HTML for index.html, so that it can be read and typed into before any script has loaded.
import { renderToString } from 'react-dom/server'
import { App } from './app.tsx'
import { createSession } from './session.ts'

export function render(): string {
  return renderToString(<App store={createSession()} />)
}
