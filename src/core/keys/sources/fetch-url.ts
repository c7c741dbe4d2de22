// Checks which URLs the page may ask for keys, before a person is asked to approve one.

export type FetchUrlRefusal =
  /** Not an absolute URL. */
  | 'not-a-url'
  /** Longer than 2,000 characters, as given. */
  | 'too-long'
  /** Neither https, nor http on this machine. */
  | 'not-https'
  /** It contains a user name or a password. */
  | 'user-info'
  /** It has a fragment, which servers never see. */
  | 'fragment'
  /** Whitespace or control characters, which the URL parser would silently drop: the URL shown must be the one requested. */
  | 'hidden-characters'

export type FetchUrlCheck =
  | {
      readonly ok: true
      /** The URL as the browser will request it (WHATWG URL serialization). Show this one in full. */
      readonly url: string
      /** The host, in ASCII. */
      readonly host: string
      /** Labels of the host that look like encoded data rather than a name, since a host name can leak a token. Point them out before the click. */
      readonly encodedLabels: readonly string[]
    }
  | { readonly ok: false; readonly reason: FetchUrlRefusal }

const LONGEST = 2000
const OWN_MACHINE = new Set(['localhost', '127.0.0.1'])

/** Checks a URL from a token or a person; never throws. Lengths are in UTF-16 code units. */
export function checkFetchUrl(text: string): FetchUrlCheck {
  if (text.length > LONGEST) return { ok: false, reason: 'too-long' }
  if (hasHiddenCharacters(text)) return { ok: false, reason: 'hidden-characters' }
  let url: URL
  try {
    url = new URL(text)
  } catch {
    return { ok: false, reason: 'not-a-url' }
  }
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && OWN_MACHINE.has(url.hostname))) return { ok: false, reason: 'not-https' }
  // `https://@host` parses to an empty user name. The @ itself is misleading, so it is looked for in the text as well.
  if (url.username || url.password || /^[a-z]+:[/\\]*[^/\\?#]*@/i.test(text)) return { ok: false, reason: 'user-info' }
  if (text.includes('#')) return { ok: false, reason: 'fragment' }
  // Percent-encoding and Punycode lengthen a URL, so the limit applies to what is sent, too.
  if (url.href.length > LONGEST) return { ok: false, reason: 'too-long' }
  return { ok: true, url: url.href, host: url.host, encodedLabels: url.hostname.split('.').filter(looksEncoded) }
}

// C0, DEL, C1, whitespace, zero-width and direction marks (Unicode categories Cc, Cf, Z).
function hasHiddenCharacters(text: string): boolean {
  return /[\p{Cc}\p{Cf}\p{Z}]/u.test(text)
}

// Names are words: pronounceable, short, with few digits. Base64, base32 and hexadecimal are long and mixed.
function looksEncoded(label: string): boolean {
  if (label.startsWith('xn--')) return false
  if (label.length >= 40) return true
  if (label.length < 16) return false
  if (/^[0-9a-f]+$/.test(label)) return true
  const digits = label.replace(/\D/g, '').length
  const longestConsonants = Math.max(0, ...(label.match(/[bcdfghjklmnpqrstvwxz]+/g) ?? []).map((run) => run.length))
  return (digits >= 4 && /[a-z]\d+[a-z]+\d/.test(label)) || longestConsonants >= 7
}
