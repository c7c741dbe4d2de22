// What the reader of a link will see, in sentences, so that its author knows before it is sent.
import type { Token } from '../../core/token/token.ts'
import type { Shared } from '../../session/take/share.ts'
import { shown } from '../../core/text/quoted.ts'

interface Chosen {
  readonly isMasked: boolean
  /** The signature, or all of a JWE. */
  readonly keeps: boolean
  /** It is checked with a shared secret here, which no link carries. */
  readonly hasSecret: boolean
}

const MOST_NAMES = 8

export function seenByReader(token: Token, { hasKey, expectations }: Shared, { isMasked, keeps, hasSecret }: Chosen): string[] {
  if (token.object?.kind === 'jwe') return [`${headerInWords(token)} The content stays encrypted.`, ...expectationsInWords(expectations)]
  return [
    `${headerInWords(token)} ${isMasked ? 'Masked claims show as `***`.' : 'All claims are readable.'}`,
    !keeps
      ? 'The page says that the token isn’t signed. It can’t be used or verified.'
      : hasKey
        ? 'The key came in the link, so the page says that the signature verifies with the key of the link. It isn’t called good until the reader presses “I compared it”.'
        : hasSecret
          ? 'The secret stays here, so the reader needs it to verify the signature.'
          : 'The reader needs the public key to verify the signature.',
    ...expectationsInWords(expectations),
  ]
}

/** Which parameters stay is said because some of them tell whose token it is: "kid", "jku", "x5u". */
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
      expectations === 'some' ? ' What repeats a masked value is left out.' : ''
    }`,
  ]
}
