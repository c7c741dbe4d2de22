// The source of a statement: a document and clause that a reader can open.

export interface Source {
  /** "RFC 7519 section 4.1.4" */
  readonly name: string
  readonly url?: string
}

const OPENID: Record<string, string> = {
  'OpenID Connect Core': 'https://openid.net/specs/openid-connect-core-1_0.html',
  'OpenID Connect Back-Channel Logout': 'https://openid.net/specs/openid-connect-backchannel-1_0.html',
  JARM: 'https://openid.net/specs/oauth-v2-jarm.html',
}

/**
 * A clause as a Source, with its address where that follows from the name:
 * "RFC 7519 section 4.1.4" → https://www.rfc-editor.org/rfc/rfc7519#section-4.1.4.
 */
export function source(name: string, url?: string): Source {
  const address = url ?? addressOf(name)
  return address === undefined ? { name } : { name, url: address }
}

function addressOf(name: string): string | undefined {
  const rfc = /^RFC (\d+)(?: (section|appendix) ([\w.]+))?/.exec(name)
  if (rfc) return `https://www.rfc-editor.org/rfc/rfc${rfc[1]}${rfc[3] ? `#${rfc[2]}-${rfc[3]}` : ''}`
  for (const [title, url] of Object.entries(OPENID)) if (name.startsWith(title)) return url
  return undefined
}
