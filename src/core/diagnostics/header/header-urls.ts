// Header rules about "jku" and "x5u", the URLs that tell a verifier where to fetch keys (RFC 7515 sections 4.1.2 and 4.1.5, RFC 8725 section 3.10).
import type { Diagnostic, DiagnosticContext, Hit } from '../rule/diagnostic.ts'
import { claimText, headerOf, headerPlace, headerText } from '../rule/parts.ts'
import { shown } from '../rule/shown.ts'
import { bcp, PORTSWIGGER_JWT, rfc } from '../rule/sources.ts'

/** What is wrong with a key URL, in words; `remote` if the only problem is that it is on another site than the issuer. */
interface Suspicion {
  readonly reason: string
  readonly remote?: boolean
}

const INTERNAL = /^(?:localhost|.*\.localhost|.*\.local|.*\.internal|.*\.svc|.*\.svc\.cluster\.local|metadata\.google\.internal|[^.]+)$/i

function suspicion(text: string, issuer: string | undefined): Suspicion | undefined {
  // eslint-disable-next-line no-control-regex -- the pattern looks for control characters
  if (/[\\\u0000-\u0020]/.test(text)) return { reason: 'has a backslash, space or control character' }
  let url: URL
  try {
    url = new URL(text)
  } catch {
    return { reason: 'is not a URL' }
  }
  if (url.protocol !== 'https:') return { reason: `does not use https (\`${url.protocol}\`)` }
  if (/^[^/?#]*\/\/[^/?#]*@/.test(text)) return { reason: 'hides its host behind a user name (`@`)' }
  const host = url.hostname
  if (/^169\.254\.|^\[fd00:ec2::254\]$/.test(host)) return { reason: `points to a cloud metadata service (${host})` }
  if (/^\d{1,3}(?:\.\d{1,3}){3}$|^\[/.test(host)) return { reason: `points to a bare IP address (${host})` }
  if (INTERNAL.test(host)) return { reason: `points to an internal host (${shown(host)})` }
  if (url.hash !== '') return { reason: 'has a fragment (`#`), which can cut off what a verifier appends' }
  if (/(?:^|\/)(?:\.\.|%2e%2e)(?:\/|$)|%2f|%5c/i.test(text.slice(text.indexOf(host) + host.length)))
    return { reason: 'leaves its folder (`..`)' }
  if (/[?&][^=&?]*=(?:https?:|https?%3a|\/\/)/i.test(text)) return { reason: 'contains another URL as a parameter: an open redirect' }
  const home = issuer === undefined ? undefined : hostOf(issuer)
  if (home !== undefined && site(home) !== site(host))
    return { reason: `is on ${shown(host)}, not on the issuer’s ${shown(home)}`, remote: true }
  return undefined
}

function hostOf(text: string): string | undefined {
  if (!/^https?:\/\//i.test(text)) return undefined
  try {
    return new URL(text).hostname
  } catch {
    return undefined
  }
}

/** The last two labels of a host name, or three if the second to last is as short as "co" or "com". */
function site(host: string): string {
  const labels = host.toLowerCase().split('.')
  return labels.slice(labels.length > 2 && labels[labels.length - 2]!.length <= 3 ? -3 : -2).join('.')
}

function* present(context: DiagnosticContext, name: string): Generator<Hit> {
  const node = headerOf(context).get(name)
  if (!node) return
  const host = node.type === 'string' ? (hostOf(node.value) ?? node.value) : `a value that is not a string`
  yield { place: headerPlace(context, name), args: { host: shown(host) } }
}

function* suspicious(context: DiagnosticContext, name: string): Generator<Hit> {
  const node = headerOf(context).get(name)
  if (!node) return
  const text = headerText(context, name)
  const found = text === undefined ? { reason: 'is not a string' } : suspicion(text.slice(0, 4000), claimText(context, 'iss'))
  if (!found) return
  // Larger organizations keep keys on a different site than their issuer.
  yield {
    place: headerPlace(context, name),
    args: { reason: found.reason },
    ...('remote' in found && found.remote ? { severity: 'warning' as const } : {}),
  }
}

export const headerUrls = [
  {
    id: 'jku-present',
    severity: 'warning',
    source: [rfc(7515, '4.1.2'), bcp('3.10'), PORTSWIGGER_JWT],
    message: ({ host }) => `\`jku\` tells the verifier to get keys from ${host}. That is only safe with a list of allowed URLs.`,
    why: 'Anyone who forges a token can point to their own URL and sign with the key found there.',
    fix: 'Get keys only from the URL where you know the issuer publishes them. Nothing is fetched here.',
    hits: (context) => present(context, 'jku'),
  },
  {
    id: 'jku-suspicious',
    severity: 'error',
    source: [bcp('3.10'), rfc(7515, '4.1.2')],
    message: ({ reason }) => `\`jku\` ${reason}.`,
    why: 'A verifier that follows it can be made to fetch from inside its own network, or to trust an attacker’s keys.',
    fix: 'Reject the token.',
    hits: (context) => suspicious(context, 'jku'),
  },
  {
    id: 'x5u-present',
    severity: 'warning',
    source: [rfc(7515, '4.1.5'), bcp('3.10')],
    message: ({ host }) => `\`x5u\` tells the verifier to get a certificate from ${host}. That is only safe with a list of allowed URLs.`,
    why: 'Anyone who forges a token can point to their own URL and sign with the key found there.',
    fix: 'Fetch only from URLs you know, and check the chain to a root you trust. Nothing is fetched here.',
    *hits(context) {
      // STIR/SHAKEN fetches certificates this way by design, and checks the chain (RFC 8225 section 5.3.1).
      if (headerText(context, 'typ')?.toLowerCase() !== 'passport') yield* present(context, 'x5u')
    },
  },
  {
    id: 'x5u-suspicious',
    severity: 'error',
    source: [bcp('3.10'), rfc(7515, '4.1.5')],
    message: ({ reason }) => `\`x5u\` ${reason}.`,
    why: 'A verifier that follows it can be made to fetch from inside its own network, or to trust an attacker’s certificate.',
    fix: 'Reject the token.',
    hits: (context) => suspicious(context, 'x5u'),
  },
] as const satisfies readonly Diagnostic[]
