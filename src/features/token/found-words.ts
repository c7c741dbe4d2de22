// Words for a token in the list of those found: its name, its remaining time, and whether it verifies with the current key.
import type { TimeVerdict } from '../../core/claims/claims-set.ts'
import { briefDuration } from '../../core/claims/numeric-date.ts'
import type { FoundRow } from '../../session/answers/found-rows.ts'
import type { FoundVerdict } from '../../session/answers/found-verdicts.ts'

/** Each has its own icon beside the word. */
export type Tone = 'good' | 'warn' | 'bad' | 'plain'

export interface Said {
  readonly text: string
  readonly tone: Tone
}

/** "12 min left", "expired 3 days ago"; nothing for a token without claims. */
export function lifetimeInWords({ state, exp, nbf }: TimeVerdict, now: number): Said | undefined {
  switch (state) {
    case 'empty':
      return undefined
    case 'expired':
      return { text: `expired ${briefDuration(now - exp!)} ago`, tone: 'bad' }
    case 'not-yet-valid':
      return { text: `valid in ${briefDuration(nbf! - now)}`, tone: 'bad' }
    case 'current':
      // Expired, but within the leeway.
      return exp! > now ? { text: `${briefDuration(exp! - now)} left`, tone: 'plain' } : { text: 'just expired', tone: 'warn' }
    case 'unlimited':
      return { text: 'never expires', tone: 'plain' }
    case 'unreadable':
      return { text: 'no readable date', tone: 'bad' }
  }
}

const VERDICTS: Record<FoundVerdict['state'], Said> = {
  valid: { text: 'Verifies', tone: 'good' },
  partial: { text: 'Some verify', tone: 'warn' },
  mismatch: { text: 'Mismatch', tone: 'bad' },
  'key-problem': { text: 'Key problem', tone: 'warn' },
  unsupported: { text: 'Unsupported', tone: 'warn' },
  unreadable: { text: 'Unreadable', tone: 'bad' },
  unsecured: { text: 'Unsecured', tone: 'bad' },
  unsigned: { text: 'Not signed', tone: 'warn' },
  'no-key': { text: 'Not checked', tone: 'plain' },
  encrypted: { text: 'Encrypted', tone: 'plain' },
  decrypted: { text: 'Decrypted', tone: 'good' },
  'no-token': { text: 'Malformed', tone: 'bad' },
}

/** The verdict on a token, or that it was not checked where there is no verdict and none will come. */
export function verdictInWords(verdict: FoundVerdict | undefined, asking: boolean): Said {
  if (!verdict) return { text: asking ? 'Checking' : 'Not checked', tone: 'plain' }
  if (verdict.state === 'valid' && verdict.from === 'token') return { text: 'Key inside it', tone: 'warn' }
  if (verdict.state === 'valid' && verdict.from === 'link') return { text: 'Key from the link', tone: 'warn' }
  return VERDICTS[verdict.state]
}

/** A token's name in the paste, or else its position. */
export function nameInWords({ name, line, index }: FoundRow, isOneLine: boolean): string {
  return name ?? (isOneLine ? `token ${index + 1}` : `line ${line.toLocaleString('en')}`)
}
