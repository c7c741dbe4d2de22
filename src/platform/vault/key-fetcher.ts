// Never fetches keys in the kept copy, which shows a command for the terminal instead.
import type { KeyFetchResult } from '../key-fetcher.ts'

export const canFetchKeys: boolean = false

export function fetchKeys(_url: string, _signal?: AbortSignal): Promise<KeyFetchResult> {
  return Promise.resolve({ ok: false, reason: 'no-fetcher' })
}
