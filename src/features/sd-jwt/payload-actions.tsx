// What the payload's card offers about selective disclosure: the way to the disclosures of an SD-JWT, or to issue one of these claims.
import { useSession } from '../../session/react/use-session.ts'
import { Button } from '../../ui/button.tsx'

interface PayloadActionsProps {
  /** The sheet on which one is issued is open. */
  readonly isIssuing: boolean
  onIssue(): void
  /** Goes to the disclosures. */
  onDisclosures(): void
}

export function PayloadActions({ isIssuing, onIssue, onDisclosures }: PayloadActionsProps) {
  const offers = useSession(({ state }, { inspection: { token } }) => {
    if (token?.sdJwt) return 'disclosures'
    const decoded = token?.object?.kind === 'jws' && !token.header.unencodedPayload ? token.payload?.decoded : undefined
    // Half an edit is no JSON for a moment; the button stays where it is meanwhile.
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

/** Opens the sheet on which an SD-JWT is issued. */
export function IssueButton({ isIssuing, onIssue }: Pick<PayloadActionsProps, 'isIssuing' | 'onIssue'>) {
  return (
    <Button look="quiet" aria-expanded={isIssuing} onClick={onIssue}>
      Issue as SD-JWT
    </Button>
  )
}
