// The button "Verify in code", where a token is open.
import { useSession } from '../../session/react/use-session.ts'
import { Button } from '../../ui/button.tsx'

/** Opens the dialog, which the page holds. */
export function VerifyInCodeButton({ onPress }: { onPress(): void }) {
  const offered = useSession((_, { inspection }) => inspection.token !== undefined)
  return (
    offered && (
      <Button look="quiet" aria-haspopup="dialog" onClick={onPress}>
        Verify in code
      </Button>
    )
  )
}
