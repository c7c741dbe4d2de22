// The button "Add claim" on the payload's card, shown where a claim can be added.
import { isEditable } from '../../session/state/opened-token.ts'
import { useSession } from '../../session/react/use-session.ts'
import { Button } from '../../ui/button.tsx'

/** Opens the dialog, which the page renders. */
export function AddClaimButton({ onPress }: { onPress(): void }) {
  const offered = useSession(({ state }, { inspection: { token } }) => {
    const decoded = token?.object?.kind === 'jws' && !token.object.detached ? token.payload?.decoded : undefined
    // A half-typed edit isn't JSON for a moment; the button stays meanwhile.
    if (decoded && state.drafts.payload) return isEditable(token, 'payload')
    return decoded !== undefined && decoded.json.valid && /^\s*\{/.test(decoded.text) && isEditable(token, 'payload')
  })
  return (
    offered && (
      <Button look="quiet" aria-haspopup="dialog" onClick={onPress}>
        Add claim
      </Button>
    )
  )
}
