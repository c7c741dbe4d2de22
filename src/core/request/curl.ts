// Reads what a curl command sends: its method, URL and header fields, as far as the command alone determines them.
import type { Field, HttpRequest } from './request.ts'
import { shellWords, type Word } from './shell-words.ts'

/** Short options that take a value, from man curl(1). */
const SHORT_WITH_VALUE = new Set('AbcCdDeEFHKmoPQrtTuUwxXyYz')
/** Long options without a value; all others take one. */
const LONG_ALONE = new Set(
  `anyauth append basic ca-native cert-status compressed compressed-ssh create-dirs crlf digest disable disable-eprt disable-epsv disallow-username-in-url
   fail fail-early fail-with-body false-start get globoff haproxy-protocol head http0.9 http1.0 http1.1 http2 http2-prior-knowledge http3 http3-only
   ignore-content-length include insecure ipv4 ipv6 junk-session-cookies list-only location location-trusted manual negotiate netrc
   netrc-optional next no-alpn no-buffer no-clobber no-keepalive no-npn no-progress-meter no-sessionid ntlm ntlm-wb parallel parallel-immediate
   path-as-is post301 post302 post303 progress-bar proxy-anyauth proxy-basic proxy-digest proxy-insecure proxy-negotiate proxy-ntlm proxytunnel
   raw remote-header-name remote-name remote-name-all remote-time remove-on-error retry-all-errors retry-connrefused sasl-ir show-error
   silent ssl ssl-allow-beast ssl-auto-client-cert ssl-no-revoke ssl-reqd ssl-revoke-best-effort sslv2 sslv3 styled-output suppress-connect-headers
   tcp-fastopen tcp-nodelay tftp-no-options tlsv1 tlsv1.0 tlsv1.1 tlsv1.2 tlsv1.3 tr-encoding trace-ids trace-time use-ascii verbose version xattr`.split(
    /\s+/,
  ),
)
const DATA = new Set([
  '-d',
  '--data',
  '--data-raw',
  '--data-ascii',
  '--data-binary',
  '--data-urlencode',
  '--json',
  '-F',
  '--form',
  '--form-string',
])

interface Option {
  readonly name: string
  readonly value: Word | undefined
}

/** The request of the curl command that begins at or after `from`; undefined if the command ends before the position `at`. Never throws. */
export function curlRequest(text: string, from: number, to: number, at: number): HttpRequest | undefined {
  const begin = text.indexOf('curl', from)
  const { words, end } = shellWords(text, begin, to)
  if (at >= end) return undefined
  const { options, urls } = readArguments(words.slice(1))
  const given = (...names: string[]) => options.filter(({ name }) => names.includes(name))
  const wanted = given('-X', '--request').at(-1)?.value
  const method = wanted ? (wanted.open ? undefined : wanted.text) : impliedMethod(options)
  const [url] = urls
  return {
    form: 'curl',
    method,
    // With several URLs, each request gets the same proof; only the shell knows the value of a variable.
    url: urls.length === 1 && url && !url.open ? absolute(url.text) : undefined,
    scheme: 'said',
    fields: [
      ...given('-H', '--header').flatMap(({ value }) => (value ? fieldOf(value.text) : [])),
      ...given('--oauth2-bearer').flatMap(({ value }) => (value ? [{ name: 'authorization', value: `Bearer ${value.text}` }] : [])),
    ],
    span: { from: begin, to: end },
  }
}

/** The method that curl uses if the command doesn't set one (man curl(1), --request). */
function impliedMethod(options: readonly Option[]): string {
  const has = (...names: string[]) => options.some(({ name }) => names.includes(name))
  if (has('-I', '--head')) return 'HEAD'
  if (has('-T', '--upload-file')) return 'PUT'
  return options.some(({ name }) => DATA.has(name)) && !has('-G', '--get') ? 'POST' : 'GET'
}

function readArguments(words: readonly Word[]): { readonly options: Option[]; readonly urls: Word[] } {
  const options: Option[] = []
  const urls: Word[] = []
  let only = false
  const rest = words.values()
  const next = (): Word | undefined => rest.next().value
  for (const word of rest) {
    const { text } = word
    if (only || !text.startsWith('-') || text === '-') urls.push(word)
    else if (text === '--') only = true
    else if (text.startsWith('--')) {
      const alone = LONG_ALONE.has(text.slice(2)) || text.startsWith('--no-')
      const value = alone ? undefined : next()
      if (text === '--url' && value) urls.push(value)
      else options.push({ name: text, value })
    } else {
      for (let at = 1; at < text.length; at++) {
        const name = text.charAt(at)
        const takes = SHORT_WITH_VALUE.has(name)
        const glued = text.slice(at + 1)
        options.push({ name: `-${name}`, value: takes ? (glued === '' ? next() : { text: glued, open: word.open }) : undefined })
        if (takes) break
      }
    }
  }
  return { options, urls }
}

/** Without a scheme, curl uses http (man curl(1), --proto-default). */
function absolute(url: string): string {
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(url) ? url : `http://${url}`
}

/** Parses `Name: value`, joining a value that was broken over lines when it was copied. */
function fieldOf(text: string): Field[] {
  const colon = text.indexOf(':')
  if (colon < 1) return []
  const lines = text.slice(colon + 1).split('\n')
  const value = lines.map((line) => line.trim()).join('')
  return [{ name: text.slice(0, colon).trim().toLowerCase(), value }]
}
