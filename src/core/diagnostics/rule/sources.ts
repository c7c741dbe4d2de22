// Links to the documents behind rules, which a reader can open.
import type { Source } from './diagnostic.ts'

/** A clause of an RFC: `rfc(7515, '4.1.1')`, `rfc(7515, 'F')` for an appendix. */
export function rfc(number: number, section?: string): Source {
  const url = `https://www.rfc-editor.org/rfc/rfc${number}`
  if (section === undefined) return { name: `RFC ${number}`, url }
  const appendix = /^[A-Z]/.test(section)
  return {
    name: `RFC ${number} ${appendix ? 'appendix' : 'section'} ${section}`,
    url: `${url}#${appendix ? 'appendix' : 'section'}-${section}`,
  }
}

/** A section of the draft that revises RFC 8725, the JWT best current practices. */
export function bcp(section: string): Source {
  return {
    name: `draft-ietf-oauth-rfc8725bis section ${section}`,
    url: `https://datatracker.ietf.org/doc/html/draft-ietf-oauth-rfc8725bis#section-${section}`,
  }
}

/** A published vulnerability. */
export function cve(id: string): Source {
  return { name: `CVE-${id}`, url: `https://www.cve.org/CVERecord?id=CVE-${id}` }
}

export const IANA_JOSE: Source = { name: 'IANA JOSE registry', url: 'https://www.iana.org/assignments/jose/jose.xhtml' }

export const NONE_AND_RSA15: Source = {
  name: 'draft-ietf-jose-deprecate-none-rsa15',
  url: 'https://datatracker.ietf.org/doc/html/draft-ietf-jose-deprecate-none-rsa15',
}

export const OWASP_JWT: Source = {
  name: 'OWASP JSON Web Token Cheat Sheet',
  url: 'https://cheatsheetseries.owasp.org/cheatsheets/JSON_Web_Token_for_Java_Cheat_Sheet.html',
}

export const PORTSWIGGER_JWT: Source = { name: 'PortSwigger, JWT attacks', url: 'https://portswigger.net/web-security/jwt' }

export const WYCHEPROOF: Source = { name: 'Wycheproof test vectors', url: 'https://github.com/C2SP/wycheproof' }
