// The kept copy asks nobody for keys: where the page would, a command for the terminal is shown.
import type { KeyFetchResult } from '../key-fetcher.ts'

export const canFetchKeys: boolean = false

export function fetchKeys(_url: string, _signal?: AbortSignal): Promise<KeyFetchResult> {
  return Promise.resolve({ ok: false, reason: 'no-fetcher' })
}
