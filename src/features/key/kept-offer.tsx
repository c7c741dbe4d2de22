// Offers the kept key that the open token is for, while the key box is empty: one click puts it there.
import { fittingKey } from '../../core/keys/choice/fitting-key.ts'
import { quoted } from '../../core/text/quoted.ts'
import { useKeptKeys } from '../../session/react/use-keyring.ts'
import { useSession, useStore } from '../../session/react/use-session.ts'
import { Button } from '../../ui/button.tsx'
import styles from './key-box.module.css'

export function KeptOffer() {
  const store = useStore()
  const kept = useKeptKeys()
  const header = useSession((_, { inspection }) => inspection.token?.header)
  const fitting =
    header &&
    fittingKey(
      header,
      kept.map(({ key }) => key),
    )
  const offered = fitting && kept[fitting.index]
  if (!offered) return null
  const use = async () => {
    const { putIntoBox } = await import('../../session/store/key-for-box.ts')
    putIntoBox(store, offered.key, 'whole', offered.key.kind === 'secret')
  }
  return (
    <p className={styles.offer}>
      <span>
        {fitting.named ? 'You have the key that the token names: ' : 'One of your keys fits: '}
        <bdi>{quoted(offered.name)}</bdi>.
      </span>{' '}
      <Button onClick={() => void use()}>Use it</Button>
    </p>
  )
}
