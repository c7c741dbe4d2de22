// "Verify in code" with its way to the libraries, which are a room of their own.
import { VerifyInCode } from '../features/snippets/verify-in-code.tsx'
import { goTo } from '../platform/location.ts'

export function VerifyInCodeSheet({ onClose }: { onClose(): void }) {
  return <VerifyInCode onClose={onClose} onLibraries={() => goTo('#/libraries')} />
}
