// Which build this is: its commit, the hashes of its files, and whether it is the hosted page or the copy that somebody keeps.
import { knownHashes } from './integrity.ts'

export interface BuiltFile {
  /** The path below the page's folder. */
  readonly name: string
  /** Lowercase hex, as SHA256SUMS has it. */
  readonly sha256: string
}

/** The one file that holds everything, beside the hosted page. */
export const COPY = 'jwt-inspector.html'

export const isOwnCopy: boolean = false

/** 40 hex digits, with "-changed" behind them where the sources differed from it; undefined where the build did not know. */
export function commit(): string | undefined {
  const id = document.querySelector<HTMLMetaElement>('meta[name=commit]')?.content
  return id === undefined || id === 'unknown' ? undefined : id
}

/** Every file that was built with the page, but for the page itself and what is made of it. Empty under the dev server and in a kept copy. */
export function builtFiles(): readonly BuiltFile[] {
  return Object.entries(knownHashes()).map(([path, hash]) => ({
    name: path.slice('./'.length),
    sha256: hexOf(hash.slice('sha256-'.length)),
  }))
}

function hexOf(base64: string): string {
  return Array.from(atob(base64), (byte) => byte.charCodeAt(0).toString(16).padStart(2, '0')).join('')
}
