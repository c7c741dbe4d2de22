// The button "Add claim" of the payload's card, where a claim can be added.
import { isEditable } from '../../session/state/opened-token.ts'
import { useSession } from '../../session/react/use-session.ts'
import { Button } from '../../ui/button.tsx'

/** Opens the dialog, which the page holds. */
export function AddClaimButton({ onPress }: { onPress(): void }) {
  const offered = useSession(({ state }, { inspection: { token } }) => {
    const decoded = token?.object?.kind === 'jws' && !token.object.detached ? token.payload?.decoded : undefined
    // Half an edit is no JSON for a moment; the button stays where it is meanwhile.
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
