// What a workspace file contains, and how it is restored: its keys are added by thumbprint to the existing ones, so that nothing is lost.
import { keyThumbprint } from '../core/keys/thumbprint.ts'
import type { NamedKey, Workspace } from '../core/workspace/workspace.ts'
import type { Ring } from './keyring.ts'
import type { Viewpoint } from './state/viewpoint.ts'

/** Everything that is kept and set now. What came along with one token stays behind. */
export function workspaceOf({ keys }: Ring, { expectations, clock }: Viewpoint, theme: Workspace['theme']): Workspace {
  const { companions: _, ...plain } = expectations
  return {
    keys: keys.map(({ name, key }) => ({ name, key })),
    expectations: { ...plain, ...(clock.leeway > 0 && { leeway: clock.leeway }) },
    theme,
  }
}

/** Those of a file's keys that the ring lacks: another key, or the private half of one of which it has only the public one. */
export function missingKeys({ keys }: Ring, restored: readonly NamedKey[]): NamedKey[] {
  const held = new Map<string | undefined, boolean>()
  for (const { key } of keys) {
    const id = keyThumbprint(key.jwk)
    held.set(id, key.kind !== 'public' || held.get(id) === true)
  }
  return restored.filter(({ key }) => {
    const isWhole = held.get(keyThumbprint(key.jwk))
    return isWhole === undefined || (!isWhole && key.kind !== 'public')
  })
}
