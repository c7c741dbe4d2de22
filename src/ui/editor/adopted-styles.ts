// Lets CodeMirror's style sheets in under `style-src 'self'`: style-mod would append a <style>, which the policy blocks.
import { StyleModule } from 'style-mod'

/**
 * Makes style-mod use adopted style sheets for the document, as it does automatically in a shadow root. It mounts on a stand-in root first,
 * and gives the resulting set to the document. Relies on a private symbol; an end-to-end test watches for violations.
 */
export function adoptStyles(): void {
  const root = {
    ownerDocument: document,
    get adoptedStyleSheets() {
      return document.adoptedStyleSheets
    },
    set adoptedStyleSheets(sheets: CSSStyleSheet[]) {
      document.adoptedStyleSheets = sheets
    },
  }
  StyleModule.mount(root as unknown as Document, [])
  for (const symbol of Object.getOwnPropertySymbols(root)) Reflect.set(document, symbol, Reflect.get(root, symbol))
}
