// Finds the keys that a token itself names: "jwk", "x5c", "jku" and "x5u" (RFC 7515 section 4.1). The token's author chose them.
import type { JoseHeader } from '../../token/jose-header.ts'
import { membersByName, plainValue, type JsonNode } from '../../text/json.ts'

export type TokenKeyParameter = 'jwk' | 'x5c' | 'jku' | 'x5u'

export interface TokenKey {
  readonly parameter: TokenKeyParameter
  /** The key for `readKey`: a JWK's JSON, or the first certificate of the chain as PEM. Undefined for URLs and if `malformed`. */
  readonly text: string | undefined
  /** Where the key is according to the token; not checked. Only for "jku" and "x5u". */
  readonly url: string | undefined
  /** The number of certificates in "x5c"; 0 for the others. */
  readonly certificates: number
  /** The parameter does not meet RFC 7515, so there is nothing to try. */
  readonly malformed: boolean
}

const PARAMETERS: readonly TokenKeyParameter[] = ['jwk', 'x5c', 'jku', 'x5u']

/** Every key that a header names, in a fixed order; empty for most tokens. Never throws. */
export function tokenKeys(header: JoseHeader): TokenKey[] {
  return PARAMETERS.flatMap((parameter) => {
    const node = header.parameters.get(parameter)
    return node ? [tokenKey(parameter, node)] : []
  })
}

function tokenKey(parameter: TokenKeyParameter, node: JsonNode): TokenKey {
  const none: TokenKey = { parameter, text: undefined, url: undefined, certificates: 0, malformed: true }
  switch (parameter) {
    case 'jwk':
      // Without "kty" it is not a JWK (RFC 7517 section 4.1), and its text must not be taken for a secret.
      if (membersByName(node).get('kty')?.type !== 'string') return none
      return { ...none, text: JSON.stringify(plainValue(node), null, 2), malformed: false }
    case 'x5c': {
      // The first certificate contains the key, and the others certify it (RFC 7515 section 4.1.6). Standard base64, not base64url.
      const items = node.type === 'array' ? node.items : []
      const [leaf] = items
      if (leaf?.type !== 'string' || !/^[A-Za-z0-9+/\s]+={0,2}$/.test(leaf.value.trimEnd())) return { ...none, certificates: items.length }
      const text = `-----BEGIN CERTIFICATE-----\n${leaf.value.replace(/\s+/g, '').replace(/.{64}/g, '$&\n').trimEnd()}\n-----END CERTIFICATE-----\n`
      return { ...none, text, certificates: items.length, malformed: false }
    }
    case 'jku':
    case 'x5u':
      return node.type === 'string' ? { ...none, url: node.value, malformed: false } : none
  }
}
