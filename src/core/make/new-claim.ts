// Supports adding a claim by name: lists known names and turns what is typed into JSON.
import { readInstant } from '../claims/read-instant.ts'
import { CLAIMS } from '../registries/claims.ts'
import { VENDORS } from '../registries/vendors/index.ts'

export interface ClaimOffer {
  readonly name: string
  /** If the claim is not registered, with the product that defines it. */
  readonly meaning: string
}

/** Every registered claim, then the additional claims of vendors; each name once. */
export function claimOffers(): readonly ClaimOffer[] {
  const offers = new Map<string, ClaimOffer>([...CLAIMS.values()].map(({ name, meaning }) => [name, { name, meaning }]))
  for (const { id, claims } of VENDORS.values())
    for (const { name, meaning } of claims.values()) if (!offers.has(name)) offers.set(name, { name, meaning: `${meaning} (${id})` })
  return [...offers.values()]
}

/** The ways of typing a value. */
export const VALUE_FORMS = [
  { value: 'text', name: 'Text' },
  { value: 'time', name: 'Time' },
  { value: 'list', name: 'List' },
  { value: 'truth', name: 'True or false' },
  { value: 'json', name: 'JSON' },
] as const

export type ValueForm = (typeof VALUE_FORMS)[number]['value']

const TIMES = new Set(['exp', 'nbf', 'iat', 'auth_time', 'updated_at', 'toe'])
const LISTS = new Set(['amr', 'groups', 'roles', 'entitlements', 'nationalities', 'permissions', 'scp'])
const OBJECTS = new Set(['act', 'may_act', 'cnf', 'events', 'address', 'sub_jwk', 'sub_id', 'status', 'authorization_details', 'jwks'])

/** The form that a claim's value usually has. */
export function usualForm(name: string): ValueForm {
  if (TIMES.has(name)) return 'time'
  if (LISTS.has(name)) return 'list'
  if (OBJECTS.has(name)) return 'json'
  return /(?:^|_)(?:verified|admin|active|enabled)$|^is_/.test(name) ? 'truth' : 'text'
}

/** The value's JSON text; undefined if what was typed can't be read in that form. `now` in seconds. */
export function claimJson(form: ValueForm, typed: string, now: number): string | undefined {
  switch (form) {
    case 'text':
      return JSON.stringify(typed)
    case 'truth':
      return /^(?:true|false)$/.test(typed) ? typed : undefined
    case 'list': {
      const items = typed.split(/[,\n]/).map((item) => item.trim())
      return JSON.stringify(items.filter((item) => item !== ''))
    }
    case 'time': {
      const at = readWhen(typed, now)
      return at === undefined ? undefined : String(Math.floor(at))
    }
    case 'json':
      return isValue(typed) ? typed.trim() : undefined
  }
}

function isValue(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

const SECONDS = { second: 1, minute: 60, hour: 3600, day: 86_400, week: 604_800 } as const
const SPAN = /^(in\s+)?(\d{1,6})\s*(second|minute|hour|day|week)s?(\s+ago)?$/i
const DAY = /^(yesterday|today|tomorrow)(?:[,\s]+(?:at\s+)?(\d{1,2}):(\d{2}))?$/i

/**
 * Reads a time as seconds since 1970: "now", "in 15 minutes", "2 hours ago", "tomorrow 09:00" in the reader's time zone, or anything that
 * `readInstant` reads. Undefined if the text isn't a time.
 */
export function readWhen(text: string, now: number): number | undefined {
  const trimmed = text.trim()
  if (/^now$/i.test(trimmed)) return Math.floor(now)
  const [span, isIn, count, unit = '', ago] = SPAN.exec(trimmed) ?? []
  if (span !== undefined) {
    // Refuses "15 minutes", which could mean either, and "in 15 minutes ago".
    if ((isIn === undefined) === (ago === undefined)) return undefined
    const length = Number(count) * SECONDS[unit.toLowerCase() as keyof typeof SECONDS]
    return Math.floor(now) + (ago === undefined ? length : -length)
  }
  const [, day, hours = '0', minutes = '0'] = DAY.exec(trimmed) ?? []
  if (day === undefined) return readInstant(trimmed)
  if (Number(hours) > 23 || Number(minutes) > 59) return undefined
  const date = new Date(now * 1000)
  date.setDate(date.getDate() + { yesterday: -1, today: 0, tomorrow: 1 }[day.toLowerCase() as 'yesterday' | 'today' | 'tomorrow'])
  date.setHours(Number(hours), Number(minutes), 0, 0)
  return date.getTime() / 1000
}
