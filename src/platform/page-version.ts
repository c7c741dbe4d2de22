// Says which build of the page this is, for reports.
import { builtFiles, commit } from './edition.ts'

/** Set by the build (vite.config.ts). */
declare const PAGE_VERSION: string

/** The version, the commit it was built from as `npm run verify` takes it, and the hashes of the page's other files. */
export function pageBuild() {
  return { version: PAGE_VERSION, commit: commit(), files: builtFiles() }
}
