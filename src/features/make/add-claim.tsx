// The button "Add claim" of the payload's card; its dialog comes with the first press.
import { lazy, Suspense, useState } from 'react'
import { isEditable } from '../../session/state/opened-token.ts'
import { useSession } from '../../session/react/use-session.ts'
import { Button } from '../../ui/button.tsx'

const AddClaimDialog = lazy(async () => ({ default: (await import('./add-claim-dialog.tsx')).AddClaimDialog }))

export function AddClaim() {
  const [open, setOpen] = useState(false)
  const offered = useSession((_, { inspection: { token } }) => {
    const decoded = token?.object?.kind === 'jws' && !token.object.detached ? token.payload?.decoded : undefined
    return decoded !== undefined && decoded.json.valid && /^\s*\{/.test(decoded.text) && isEditable(token, 'payload')
  })
  if (!offered) return null
  return (
    <>
      <Button look="quiet" aria-haspopup="dialog" onClick={() => setOpen(true)}>
        Add claim
      </Button>
      <Suspense>{open && <AddClaimDialog onClose={() => setOpen(false)} />}</Suspense>
    </>
  )
}
