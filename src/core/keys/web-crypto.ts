// Tells whether the browser offers Web Crypto here: only to pages over https, from localhost and, in some browsers, from files.
import { problem, type KeyProblem } from './key-material.ts'

export function hasWebCrypto(): boolean {
  return (globalThis.crypto as Crypto | undefined)?.subtle !== undefined
}

/** Why nothing can be verified, signed or decrypted here. */
export function noWebCrypto(): KeyProblem {
  return problem(
    'crypto-missing',
    'a page without Web Crypto, because it came over plain http',
    'https or localhost',
    'open this page over https',
  )
}
