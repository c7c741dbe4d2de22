// The copy that somebody keeps: one file, which knows its commit and no hashes.
import type { BuiltFile } from '../edition.ts'

export { commit, COPY, type BuiltFile } from '../edition.ts'

export const isOwnCopy: boolean = true

export function builtFiles(): readonly BuiltFile[] {
  return []
}
