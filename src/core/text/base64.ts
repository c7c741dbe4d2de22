// Encodes and decodes standard base64 (RFC 4648 section 4), as in PEM, "x5c" and OpenSSH.

/** Bytes of standard base64 without padding; drops a leftover character that doesn't make a byte. */
export function decodeBase64(digits: string): Uint8Array<ArrayBuffer> {
  const binary = atob(digits.length % 4 === 1 ? digits.slice(0, -1) : digits)
  return Uint8Array.from(binary, (character) => character.charCodeAt(0))
}

/** Standard base64 with padding. */
export function encodeBase64(bytes: Uint8Array): string {
  let binary = ''
  for (let i = 0; i < bytes.length; i += 4096) binary += String.fromCharCode(...bytes.subarray(i, i + 4096))
  return btoa(binary)
}
