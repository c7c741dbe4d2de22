// The verdict before a check, and when the page itself can't check because its code didn't load, broke, or has no cryptography.
import type { SignatureState } from '../../core/crypto/verification.ts'
import type { Failure } from '../../session/store/progress.ts'
import type { VerdictWords } from './sentence.ts'

const NEEDS_HTTPS = 'This page needs https (or localhost), since browsers offer no cryptography without it; decoding works.'

export const WELCOME: VerdictWords = {
  sentence: ['Paste a token. See what it says, and whether to believe it.'],
  detail: [
    'Everything happens in this page. It has no network access, and your browser enforces that. Close the tab and everything is forgotten.',
  ],
}

/** Shown until the verdict’s sentences have loaded, which happens with the first check. */
export const CHECKING: VerdictWords = { sentence: ['Checking the signature.'], detail: ['\u00a0'] }

export const WELCOME_WITHOUT_CRYPTOGRAPHY: VerdictWords = {
  sentence: ['Paste a token. See what it says.'],
  detail: [NEEDS_HTTPS],
}

const SIGNED: VerdictWords = { sentence: ['Decoded. The signature ', { em: 'cannot be checked here' }, '.'], detail: [NEEDS_HTTPS] }

/** Shown in place of answers that need cryptography, or more of it. */
export const WITHOUT_CRYPTOGRAPHY: Readonly<Partial<Record<SignatureState | 'encrypted', VerdictWords>>> & {
  readonly encrypted: VerdictWords
} = {
  'no-key': SIGNED,
  'key-problem': SIGNED,
  unsigned: { sentence: ['Decoded. It is ', { em: 'not signed yet' }, '.'], detail: [NEEDS_HTTPS] },
  encrypted: { sentence: ['Encrypted, and ', { em: 'it cannot be decrypted here' }, '.'], detail: [NEEDS_HTTPS] },
}

/** Neither says anything about the token: all that is known is what it says itself. */
export const FAILED: Record<Failure, VerdictWords> = {
  'not-loaded': {
    sentence: ['Not checked: ', { em: 'part of this page did not load' }, '.'],
    detail: ['The code that checks tokens did not arrive, so nothing is known about the signature.'],
  },
  broken: {
    sentence: ['Not checked: ', { em: 'this page made a mistake' }, '.'],
    detail: ['It broke while checking the token, so nothing is known about the signature.'],
  },
}
