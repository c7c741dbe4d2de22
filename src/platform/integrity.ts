// The hashes of the page's files, as the build has written them into the import map: the browser checks modules by it, the loader the rest.

/** "sha256-BASE64" by "./PATH"; empty under the dev server. Part of the first load, so it is read anew rather than kept. */
export function knownHashes(): Readonly<Record<string, string>> {
  const text = document.querySelector('script[type=importmap]')?.textContent
  return text ? (JSON.parse(text) as { integrity: Record<string, string> }).integrity : {}
}

/** For a link or a script that loads a file of the page by its absolute address; empty means unchecked. */
export function integrityOf(url: string): string {
  return knownHashes()[`./${url.slice(new URL('./', document.baseURI).href.length)}`] ?? ''
}
