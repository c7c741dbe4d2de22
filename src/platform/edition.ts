// Describes this build: its commit, the hashes of its files, and whether it is the hosted page or a reader's own copy.
import { knownHashes } from './integrity.ts'

export interface BuiltFile {
  /** The path below the page's folder. */
  readonly name: string
  /** Lowercase hex, as in SHA256SUMS. */
  readonly sha256: string
}

/** The single file that contains everything, hosted beside the page. */
export const COPY = 'jwt-inspector.html'

export const isOwnCopy: boolean = false

/** 40 hex digits, with the suffix "-changed" if the sources differed from the commit; undefined if the build did not know it. */
export function commit(): string | undefined {
  const id = document.querySelector<HTMLMetaElement>('meta[name=commit]')?.content
  return id === undefined || id === 'unknown' ? undefined : id
}

/** Every file built with the page, except the page itself and files that depend on it. Empty under the dev server and in a kept copy. */
export function builtFiles(): readonly BuiltFile[] {
  return Object.entries(knownHashes()).map(([path, hash]) => ({
    name: path.slice('./'.length),
    sha256: hexOf(hash.slice('sha256-'.length)),
  }))
}

function hexOf(base64: string): string {
  return Array.from(atob(base64), (byte) => byte.charCodeAt(0).toString(16).padStart(2, '0')).join('')
}
