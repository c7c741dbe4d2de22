// Describes a reader's own copy: a single file, which knows its commit but no hashes.
import type { BuiltFile } from '../edition.ts'

export { commit, COPY, type BuiltFile } from '../edition.ts'

export const isOwnCopy: boolean = true

export function builtFiles(): readonly BuiltFile[] {
  return []
}
