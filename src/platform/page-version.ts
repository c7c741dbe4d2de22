// Returns the version of the page, for reports and notices.
import { commit } from './edition.ts'

/** Set by the build (vite.config.ts). */
declare const PAGE_VERSION: string

/** The version and, if the build knew it, the commit it was built from, as `npm run verify` takes it. */
export function pageVersion(): string {
  const id = commit()
  return id === undefined ? PAGE_VERSION : `${PAGE_VERSION}, commit ${id}`
}
