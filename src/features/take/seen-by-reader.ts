// Tells the author of a link, before it is sent, what its reader will see.
import { algorithmByName } from '../../core/algorithms/algorithms.ts'
import type { Verification } from '../../core/crypto/verification.ts'
import type { Token } from '../../core/token/token.ts'
import type { Shared } from '../../session/take/share.ts'
import { shown } from '../../core/text/quoted.ts'

interface Chosen {
  readonly isMasked: boolean
  /** The signature, or all of a JWE. */
  readonly keeps: boolean
  /** What this page says of the signature with the key that is here. */
  readonly verification: Verification | undefined
}

const MOST_NAMES = 8

/** Whether there is a signature that a link could leave out. */
export function hasSignature(verification: Verification | undefined): boolean {
  return verification?.state !== 'unsecured' && verification?.state !== 'unsigned'
}

export function seenByReader(token: Token, { hasKey, expectations }: Shared, { isMasked, keeps, verification }: Chosen): string[] {
  if (token.object?.kind === 'jwe') return [`${headerInWords(token)} The content stays encrypted.`, ...expectationsInWords(expectations)]
  return [
    `${headerInWords(token)} ${isMasked ? 'Masked claims show as `***`.' : 'All claims are readable.'}`,
    !keeps || !hasSignature(verification)
      ? 'The page says that the token isn’t signed. It can’t be used or verified.'
      : hasKey
        ? withKeyInWords(verification)
        : algorithmByName(token.header.alg)?.kty === 'oct'
          ? // A link never contains it.
            'The reader needs the secret to verify the signature.'
          : 'The reader needs the public key to verify the signature.',
    ...expectationsInWords(expectations),
  ]
}

function withKeyInWords(verification: Verification | undefined): string {
  switch (verification?.state) {
    case 'valid':
      return 'The key comes in the link, so the page says that the signature verifies with the key from the link. It isn’t called good until the reader presses “I compared it”.'
    case 'partial':
      return 'The key comes in the link, so the page says that only some of the signatures verify with the key from the link.'
    case 'mismatch':
      return 'The key comes in the link, and the page says that the signature doesn’t match it, as here.'
    default:
      return 'The key comes in the link, but the page can’t verify the signature with it, as here.'
  }
}

/** Names the parameters that stay, because some of them reveal whose token it is: "kid", "jku", "x5u". */
function headerInWords({ header }: Token): string {
  const names = [...header.parameters.keys()]
  const named = names.slice(0, MOST_NAMES).map((name) => `\`${shown(name)}\``)
  const more = names.length > MOST_NAMES ? ` and ${names.length - MOST_NAMES} more` : ''
  return names.length === 0 ? 'The header.' : `The header with ${named.join(', ')}${more}.`
}

function expectationsInWords(expectations: Shared['expectations']): string[] {
  if (expectations === 'none') return []
  return [
    `What your service expects is offered to the reader, and counts once they accept it.${
      expectations === 'some' ? ' Expectations that repeat a masked value are left out.' : ''
    }`,
  ]
}
