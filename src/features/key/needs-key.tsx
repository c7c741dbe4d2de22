// Says which key is needed and offers to generate one and sign, where the algorithm was changed or nothing was signed yet and no key at hand can sign.
import { algorithmByName, type Algorithm } from '../../core/algorithms/algorithms.ts'
import { expectedKey, keyMismatch } from '../../core/keys/expected-key.ts'
import { useKeyring } from '../../session/react/use-keyring.ts'
import { useSaid } from '../../session/react/use-said.ts'
import { useCheck, useSession } from '../../session/react/use-session.ts'
import { generateAndSign } from '../../session/store/generate-and-sign.ts'
import { Button } from '../../ui/button.tsx'
import styles from './key-details.module.css'

export function NeedsKey() {
  const keyring = useKeyring()
  const algorithm = useSession((_, { inspection, edits }) => {
    const object = inspection.token?.object
    if (object?.kind !== 'jws' || object.form !== 'compact') return undefined
    const isChanged = edits.some(({ part, name }) => part === 'header' && name === 'alg')
    const isUnsigned = object.signatures[0].signature.text === ''
    const named = algorithmByName(inspection.token?.header.alg)
    return named && named.family !== 'none' && (isChanged || isUnsigned) ? named : undefined
  })
  const canSign = useCheck(({ reading }) => algorithm !== undefined && reading.keys.some((key) => fits(algorithm, key)))
  const { said, run } = useSaid((store) => generateAndSign(store, keyring))
  // Offers nothing until a change has been checked.
  if (!algorithm || canSign !== false) return null
  return (
    <div className={styles.needs}>
      <p>
        {algorithm.name} needs {expectedKey(algorithm).replace(/ key$/, ' private key')} to sign.
      </p>
      <Button look="primary" onClick={() => void run()}>
        Generate one and sign
      </Button>
      <p role="status" className="said">
        {said}
      </p>
    </div>
  )
}

function fits(algorithm: Algorithm, key: Parameters<typeof keyMismatch>[1]): boolean {
  return key.kind !== 'public' && keyMismatch(algorithm, key) === undefined
}
