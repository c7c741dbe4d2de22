// Reads the hashes of the page's files from the import map, by which the browser checks modules and the loader checks the rest.

/** "sha256-BASE64" by "./PATH"; empty under the dev server. In the first load, so it is short: it reads the map each time. */
export function knownHashes(): Readonly<Record<string, string>> {
  const text = document.querySelector('script[type=importmap]')?.textContent
  return text ? (JSON.parse(text) as { integrity: Record<string, string> }).integrity : {}
}

/** The hash for a link or script that loads one of the page's files by its absolute address; empty means unchecked. */
export function integrityOf(url: string): string {
  return knownHashes()[`./${url.slice(new URL('./', document.baseURI).href.length)}`] ?? ''
}
