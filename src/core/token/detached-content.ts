// Puts a detached payload back into its JWS: the content is sent separately and signed as if it were inside (RFC 7515 appendix F).
import { encodeBase64url } from '../text/base64url.ts'
import { decodeText } from '../text/decoded-text.ts'
import type { Jws } from './jws.ts'
import type { TextSegment } from './segment.ts'

/**
 * The JWS with `content` as its payload: in base64url, or unencoded if `b64` is false and critical (RFC 7797 section 3). Its
 * signatures cover exactly these bytes. A JWS that contains its payload is left unchanged, since that payload is what was signed.
 */
export function withContent(jws: Jws, content: Uint8Array<ArrayBuffer>): Jws {
  if (!jws.detached) return jws
  const decoded = decodeText(content)
  const raw = jws.signatures[0].header.unencodedPayload
  const payload: TextSegment = {
    text: raw ? decoded.text : encodeBase64url(content),
    at: jws.payload.at,
    decoding: { bytes: content, defects: [] },
    decoded,
  }
  const [first, ...others] = jws.signatures.map((signature) => ({
    ...signature,
    signingInput: (other?: Uint8Array) => signature.signingInput(other ?? content),
  }))
  return { ...jws, payload, detached: false, signatures: [first!, ...others] }
}
