// HMAC with Web Crypto (RFC 2104), for secrets of any length, even empty ones.
import type { Hash } from '../../algorithms/algorithms.ts'
import { keep, keepLatest } from '../../upkeep/keep.ts'

const importsOf = keep((secret: Uint8Array<ArrayBuffer>) =>
  keepLatest((hash: Hash) => {
    // Browsers don't import an empty key. HMAC pads a short key with zero bytes, so one zero byte is the same key (RFC 2104 section 2).
    const raw = secret.length === 0 ? new Uint8Array(1) : secret
    return crypto.subtle.importKey('raw', raw, { name: 'HMAC', hash }, false, ['sign'])
  }),
)

/** The MAC of `data`: 32, 48 or 64 bytes. */
export async function hmac(hash: Hash, secret: Uint8Array<ArrayBuffer>, data: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await crypto.subtle.sign('HMAC', await importsOf(secret)(hash), data))
}
