// The buttons for selective disclosure on the payload's card: go to the disclosures, or issue these claims as an SD-JWT.
import { useSession } from '../../session/react/use-session.ts'
import { Button } from '../../ui/button.tsx'

interface PayloadActionsProps {
  /** The sheet that issues one is open. */
  readonly isIssuing: boolean
  onIssue(): void
  /** Goes to the disclosures. */
  onDisclosures(): void
}

export function PayloadActions({ isIssuing, onIssue, onDisclosures }: PayloadActionsProps) {
  const offers = useSession(({ state }, { inspection: { token } }) => {
    if (token?.sdJwt) return 'disclosures'
    const decoded = token?.object?.kind === 'jws' && !token.header.unencodedPayload ? token.payload?.decoded : undefined
    // A half-typed edit isn't JSON for a moment; the button stays meanwhile.
    if (decoded && state.drafts.payload) return 'issue'
    return decoded?.utf8 && decoded.json.valid && /^\s*\{/.test(decoded.text) ? 'issue' : undefined
  })
  if (offers === 'disclosures') {
    return (
      <Button look="quiet" onClick={onDisclosures}>
        Disclosures
      </Button>
    )
  }
  return offers === 'issue' && <IssueButton isIssuing={isIssuing} onIssue={onIssue} />
}

/** Opens the sheet that issues an SD-JWT. */
export function IssueButton({ isIssuing, onIssue }: Pick<PayloadActionsProps, 'isIssuing' | 'onIssue'>) {
  return (
    <Button look="quiet" aria-expanded={isIssuing} onClick={onIssue}>
      Issue as SD-JWT
    </Button>
  )
}
