// Which version of the page this is: the one place that reports and notices take it from.
import { commit } from './edition.ts'

/** Put in by the build (vite.config.ts). */
declare const PAGE_VERSION: string

/** The version and, where the build knew it, the commit that it was built from: what `npm run verify` takes. */
export function pageVersion(): string {
  const id = commit()
  return id === undefined ? PAGE_VERSION : `${PAGE_VERSION}, commit ${id}`
}
