// The hashes of the page's files, as the build has written them into the import map: the browser checks modules by it, the loader the rest.

let known: ReadonlyMap<string, string> | undefined

/** "sha256-BASE64" by absolute address; empty where the page has none, as under the dev server. */
export function knownHashes(): ReadonlyMap<string, string> {
  if (known) return known
  const text = document.querySelector('script[type=importmap]')?.textContent ?? '{}'
  const { integrity = {} } = JSON.parse(text) as { integrity?: Record<string, string> }
  known = new Map(Object.entries(integrity).map(([path, hash]) => [new URL(path, document.baseURI).href, hash]))
  return known
}

/** For a link or a script that loads `url`; empty means unchecked. */
export function integrityOf(url: string): string {
  return knownHashes().get(url) ?? ''
}
