// Envelope rules about a token that the text contains in another form: split, encoded once more, or without its signature.
import type { Carrier } from '../../paste/found-token.ts'
import { pieceCount } from '../../paste/found-token.ts'
import type { Diagnostic } from '../rule/diagnostic.ts'
import { shown } from '../rule/shown.ts'
import { rfc } from '../rule/sources.ts'

const UNDONE: Record<Carrier, (count: number) => string> = {
  base64: () => 'Decoded the token from base64.',
  cookies: (count) => `Joined the token from ${count} cookies.`,
  quoted: (count) => `Joined the token from ${count} quoted lines.`,
  numbered: (count) => `Joined the token from ${count} numbered lines.`,
  folded: (count) => `Joined the token from ${count} folded lines.`,
  digits: () => 'Decoded the token from the digits of a SMART Health Card.',
}

export const envelopeCarried = [
  {
    id: 'env-carried',
    severity: 'info',
    source: [rfc(4648, '4'), rfc(8792, '7')],
    message: ({ carrier, count }) => UNDONE[carrier as Carrier](Number(count)),
    why: 'The text contains the token in another form. Characters that belong to that form and not to the token are struck through.',
    fix: 'Nothing to do. Copy gives the bare token, and an edit replaces the text with the bare token.',
    *hits({ token }) {
      const { carrier, span } = token
      if (carrier) yield { place: { in: 'text', span }, args: { carrier, count: pieceCount(token) } }
    },
  },
  {
    id: 'env-signature-left-out',
    severity: 'error',
    source: [rfc(7515, '7.1')],
    message: ({ placeholder }) => `\`${placeholder}\` is in place of the signature, which was left out.`,
    why: 'Header and payload can be read without it, but no one can tell whether the token was changed.',
    fix: 'To verify it, get the complete token from its source.',
    *hits({ inspection, token: { leftOut } }) {
      if (leftOut)
        yield { place: { in: 'text', span: leftOut }, args: { placeholder: shown(inspection.text.slice(leftOut.from, leftOut.to), 42) } }
    },
  },
] as const satisfies readonly Diagnostic[]
