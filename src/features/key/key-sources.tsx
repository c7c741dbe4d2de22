// The ways to get a key other than typing it: the keyring, a new one, a URL, a file.
import { algorithmByName } from '../../core/algorithms/algorithms.ts'
import { useKeptKeys, useKeyring } from '../../session/react/use-keyring.ts'
import { useSession, useStore } from '../../session/react/use-session.ts'
import { shownCheck } from '../../session/store/progress.ts'
import { Button } from '../../ui/button.tsx'
import { FileButton } from '../../ui/file-button.tsx'
import { Menu } from '../../ui/menu.tsx'
import { shown } from '../../core/text/quoted.ts'
import styles from './key-box.module.css'

interface KeySourcesProps {
  readonly networkOpen: boolean
  onNetwork(): void
  onFiles(files: readonly File[]): void
  /** Reports what was done, or why not. */
  onSaid(text: string): void
}

export function KeySources({ networkOpen, onNetwork, onFiles, onSaid }: KeySourcesProps) {
  const store = useStore()
  const keyring = useKeyring()
  const alg = useSession((_, { inspection }) => inspection.token?.header.alg)

  const generate = async () => {
    // Without a token, the algorithm that most people begin with.
    const algorithm = algorithmByName(store.getSnapshot().state.text === '' ? 'HS256' : alg)
    if (!algorithm || algorithm.family === 'none') {
      onSaid('The token names no signature algorithm to generate a key for. Change “alg”, or generate a key in Keys.')
      return
    }
    if (algorithm.kty === 'RSA') onSaid('Generating an RSA key.')
    const replaced = store.getSnapshot().state.key.trim() !== ''
    const { generateForBox } = await import('../../session/store/key-for-box.ts')
    const name = await generateForBox(store, keyring, algorithm, undefined).catch(() => undefined)
    onSaid(
      name === undefined
        ? `This browser could not generate a key for ${algorithm.name}.`
        : `Generated “${name}”. It stays in Keys until you close the page.${replaced ? ' Undo brings back the key that was here.' : ''}`,
    )
  }

  return (
    <div className={styles.actions}>
      <UseKeyMenu />
      <Button look="quiet" onClick={() => void generate()}>
        Generate
      </Button>
      <Button look="quiet" aria-expanded={networkOpen} onClick={onNetwork}>
        From JWKS
      </Button>
      <FileButton label="File" name="Choose a key file" field="Key file" onFiles={onFiles} />
    </div>
  )
}

function UseKeyMenu() {
  const store = useStore()
  const kept = useKeptKeys()
  if (kept.length === 0) return null
  const items = kept.flatMap(({ name, key }) => {
    const put = async (part: 'whole' | 'public') => {
      const { putIntoBox } = await import('../../session/store/key-for-box.ts')
      const alg = shownCheck(store.getSnapshot().progress)?.verification?.algorithm
      putIntoBox(store, key, part, alg === undefined || alg.kty === 'oct')
    }
    const label = shown(name, 80)
    const whole = {
      label,
      about: key.kind === 'public' ? 'public key, checks' : `${key.kind === 'secret' ? 'secret' : 'private key'}, signs and checks`,
      onChoose: () => void put('whole'),
    }
    const half = { label: `${label}, public half`, about: 'only checks', onChoose: () => void put('public') }
    return key.kind === 'private' ? [whole, half] : [whole]
  })
  return <Menu label="Use key" name="Use key from Keys" groups={[{ label: 'Your keys', items }]} />
}
