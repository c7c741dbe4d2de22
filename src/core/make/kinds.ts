// The kinds of token that can be made, each with its type, its claims and the fields to fill in.

/** A JSON value. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json }

/** What a kind's claims are made from. */
export interface Making {
  /** In seconds. */
  readonly now: number
  /** A new random identifier, of 128 bits. */
  readonly id: string
  /** The text filled in for a field, or its placeholder. */
  fill(name: FieldName): string
}

/** A value that only the reader knows. The placeholder is shaped so that the rule `claim-placeholder` finds it. */
interface Field {
  readonly label: string
  readonly placeholder: string
}

const FIELDS = {
  iss: { label: 'Issuer', placeholder: 'https://your-issuer.example' },
  sub: { label: 'Subject', placeholder: 'your-subject' },
  aud: { label: 'Audience', placeholder: 'https://your-api.example' },
  server: { label: 'Authorization server', placeholder: 'https://your-issuer.example' },
  client: { label: 'Client ID', placeholder: 'your-client-id' },
  nonce: { label: 'Nonce of the client', placeholder: 'your-nonce' },
  url: { label: 'URL of the request', placeholder: 'https://your-api.example/resource' },
} as const satisfies Record<string, Field>

export type FieldName = keyof typeof FIELDS

/** Looks up a field by name. */
export function fieldByName(name: FieldName): Field {
  return FIELDS[name]
}

export interface TokenKind {
  readonly id: string
  /** As in the menu. */
  readonly name: string
  /** What it is for, in a sentence. */
  readonly about: string
  /** The profile that the finished token is recognized as. */
  readonly profile: string
  readonly typ: string
  readonly fields: readonly FieldName[]
  /** A shared secret can't sign it: others must be able to verify it. */
  readonly asymmetric: boolean
  /** The header contains the public key as "jwk", instead of a "kid". */
  readonly carriesKey?: boolean
  claims(making: Making): Readonly<Record<string, Json>>
}

const MINUTE = 60
const LIFE = 15 * MINUTE

const lifetime = (now: number) => ({ iat: now, exp: now + LIFE })

/** In the order of the menu. */
export const TOKEN_KINDS = [
  {
    id: 'jwt',
    name: 'JWT',
    about: 'Your own claims, signed (RFC 7519).',
    profile: 'plain-jwt',
    typ: 'JWT',
    fields: ['iss', 'sub', 'aud'],
    asymmetric: false,
    claims: ({ fill, now, id }) => ({ iss: fill('iss'), sub: fill('sub'), aud: fill('aud'), ...lifetime(now), jti: id }),
  },
  {
    // RFC 9068 sections 2.1 and 2.2.
    id: 'access-token',
    name: 'Access token',
    about: 'A client sends it to an API (RFC 9068).',
    profile: 'access-token',
    typ: 'at+jwt',
    fields: ['iss', 'sub', 'aud', 'client'],
    asymmetric: false,
    claims: ({ fill, now, id }) => ({
      iss: fill('iss'),
      sub: fill('sub'),
      aud: fill('aud'),
      client_id: fill('client'),
      ...lifetime(now),
      jti: id,
    }),
  },
  {
    // OpenID Connect Core 1.0 section 2.
    id: 'id-token',
    name: 'ID token',
    about: 'Tells a client who signed in (OpenID Connect Core).',
    profile: 'id-token',
    typ: 'JWT',
    fields: ['iss', 'sub', 'client', 'nonce'],
    asymmetric: false,
    claims: ({ fill, now }) => ({
      iss: fill('iss'),
      sub: fill('sub'),
      aud: fill('client'),
      ...lifetime(now),
      auth_time: now,
      nonce: fill('nonce'),
    }),
  },
  {
    // RFC 7523 section 3; the type and audience follow draft-ietf-oauth-rfc7523bis section 4.
    id: 'client-assertion',
    name: 'Client assertion',
    about: 'A client proves who it is to an authorization server (RFC 7523).',
    profile: 'client-assertion',
    typ: 'client-authentication+jwt',
    fields: ['client', 'server'],
    asymmetric: false,
    claims: ({ fill, now, id }) => ({ iss: fill('client'), sub: fill('client'), aud: fill('server'), ...lifetime(now), jti: id }),
  },
  {
    // RFC 9449 section 4.2, which doesn't require "exp".
    id: 'dpop-proof',
    name: 'DPoP proof',
    about: 'Goes with one request and shows that its sender holds the key (RFC 9449). It has no exp: servers accept it for a few minutes.',
    profile: 'dpop-proof',
    typ: 'dpop+jwt',
    fields: ['url'],
    asymmetric: true,
    carriesKey: true,
    claims: ({ fill, now, id }) => ({ jti: id, htm: 'GET', htu: fill('url').replace(/[?#].*$/s, ''), iat: now }),
  },
  {
    // OpenID Connect Back-Channel Logout 1.0 section 2.4: two minutes at most, and no "nonce".
    id: 'logout-token',
    name: 'Logout token',
    about: 'An issuer tells a client that a session ended (OpenID Connect Back-Channel Logout). It is valid for two minutes.',
    profile: 'logout-token',
    typ: 'logout+jwt',
    fields: ['iss', 'sub', 'client'],
    asymmetric: false,
    claims: ({ fill, now, id }) => ({
      iss: fill('iss'),
      sub: fill('sub'),
      aud: fill('client'),
      iat: now,
      exp: now + 2 * MINUTE,
      jti: id,
      events: { 'http://schemas.openid.net/event/backchannel-logout': {} },
    }),
  },
  {
    // RFC 8417 section 2.2, which advises against "exp"; the subject follows RFC 9493 section 3.2.7.
    id: 'security-event-token',
    name: 'Security Event Token (SET)',
    about: 'One party tells another what happened (RFC 8417). It has no exp, since an event doesn’t expire.',
    profile: 'security-event-token',
    typ: 'secevent+jwt',
    fields: ['iss', 'aud', 'sub'],
    asymmetric: false,
    claims: ({ fill, now, id }) => ({
      iss: fill('iss'),
      aud: fill('aud'),
      iat: now,
      jti: id,
      sub_id: { format: 'opaque', id: fill('sub') },
      events: { 'https://schemas.openid.net/secevent/caep/event-type/session-revoked': { event_timestamp: now } },
    }),
  },
  {
    // VC-JOSE-COSE section 3.1.1 and Verifiable Credentials Data Model 2.0 section 4.
    id: 'verifiable-credential',
    name: 'Verifiable credential',
    about: 'An issuer states something about a subject, who shows it to others (W3C Verifiable Credentials 2.0).',
    profile: 'vc-2',
    typ: 'vc+jwt',
    fields: ['iss', 'sub'],
    asymmetric: true,
    claims: ({ fill, now }) => ({
      '@context': ['https://www.w3.org/ns/credentials/v2'],
      type: ['VerifiableCredential'],
      issuer: fill('iss'),
      validFrom: instant(now),
      validUntil: instant(now + LIFE),
      credentialSubject: { id: fill('sub') },
      ...lifetime(now),
    }),
  },
] as const satisfies readonly TokenKind[]

export type TokenKindId = (typeof TOKEN_KINDS)[number]['id']

/** XML Schema's dateTimeStamp, which the credentials data model uses for instants. */
function instant(seconds: number): string {
  return new Date(seconds * 1000).toISOString().replace('.000Z', 'Z')
}
