// The passphrase of an encrypted private key. It is kept only in the session, never in the history, the address or storage.
import { useStore } from '../../session/react/use-session.ts'
import { PassphraseForm } from '../../ui/passphrase-form.tsx'

export function Passphrase({ wrong }: { readonly wrong: boolean }) {
  const store = useStore()
  return (
    <PassphraseForm
      about="This private key is locked. Its passphrase opens it here, for as long as the key stays in the box."
      wrong={wrong}
      onOpen={(passphrase) => store.dispatch({ type: 'give-passphrase', passphrase })}
    />
  )
}
