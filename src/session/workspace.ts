// Determines what a workspace file contains, and restores it: keys that the keyring lacks are added, so that nothing is lost.
import { keyThumbprint } from '../core/keys/thumbprint.ts'
import type { NamedKey, Workspace } from '../core/workspace/workspace.ts'
import type { Ring } from './keyring.ts'
import type { Viewpoint } from './state/viewpoint.ts'

/** Everything that is kept and set now, except values that accompany a single token. */
export function workspaceOf({ keys }: Ring, { expectations, clock }: Viewpoint, theme: Workspace['theme']): Workspace {
  const { companions: _, ...plain } = expectations
  return {
    keys: keys.map(({ name, key }) => ({ name, key })),
    expectations: { ...plain, ...(clock.leeway > 0 && { leeway: clock.leeway }) },
    theme,
  }
}

/** The keys of a file that the keyring lacks: new keys, and private halves of keys of which it has only the public half. */
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
