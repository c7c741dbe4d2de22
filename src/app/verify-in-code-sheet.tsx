// The dialog "Verify in code" with its way to the room "Libraries".
import { VerifyInCode } from '../features/snippets/verify-in-code.tsx'
import { goTo } from '../platform/location.ts'

export function VerifyInCodeSheet({ onClose }: { onClose(): void }) {
  return <VerifyInCode onClose={onClose} onLibraries={() => goTo('#/libraries')} />
}
