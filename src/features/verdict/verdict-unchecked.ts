// What the verdict says before a check, and where the page itself cannot check: its code did not arrive, broke, or has no cryptography.
import type { SignatureState } from '../../core/crypto/verification.ts'
import type { Failure } from '../../session/store/progress.ts'
import type { VerdictWords } from './sentence.ts'

const NEEDS_HTTPS = 'This page needs https (or localhost), since browsers offer no cryptography without it; decoding works.'

export const WELCOME: VerdictWords = {
  sentence: ['Paste a token. See what it says, and whether to believe it.'],
  detail: [
    'Decoded, checked and signed right here. This page has no network, and your browser sees to it. Close the tab and everything is forgotten.',
  ],
}

/** Until the code that words a verdict is there, which comes with the first check. */
export const CHECKING: VerdictWords = { sentence: ['Checking the signature.'], detail: ['\u00a0'] }

export const WELCOME_WITHOUT_CRYPTOGRAPHY: VerdictWords = {
  sentence: ['Paste a token. See what it says.'],
  detail: [NEEDS_HTTPS],
}

const SIGNED: VerdictWords = { sentence: ['Decoded. The signature ', { em: 'cannot be checked here' }, '.'], detail: [NEEDS_HTTPS] }

/** In the place of what only cryptography, or more of it, could say. */
export const WITHOUT_CRYPTOGRAPHY: Readonly<Partial<Record<SignatureState | 'encrypted', VerdictWords>>> & {
  readonly encrypted: VerdictWords
} = {
  'no-key': SIGNED,
  'key-problem': SIGNED,
  unsigned: { sentence: ['Decoded. It is ', { em: 'not signed yet' }, '.'], detail: [NEEDS_HTTPS] },
  encrypted: { sentence: ['Encrypted, and ', { em: 'it cannot be decrypted here' }, '.'], detail: [NEEDS_HTTPS] },
}

/** Neither says anything of the token: nothing is known about it but what it says itself. */
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
