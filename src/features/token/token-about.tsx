// The lines under the token box: its layers, its size, what can be done with it, and the other tokens in the paste.
import { isVariable } from '../../core/variations/variable.ts'
import { useSession } from '../../session/react/use-session.ts'
import { Button } from '../../ui/button.tsx'
import { CompareOffer } from './compare-offer.tsx'
import { FoundTokens } from './found-tokens.tsx'
import { Layers } from './layers.tsx'
import { Misplaced } from './misplaced.tsx'
import { Weight } from './weight.tsx'
import styles from './token-box.module.css'

export interface TokenAboutProps {
  /** The comparison with another token is open. */
  readonly comparing: boolean
  onCompare(): void
  /** The sheet that encrypts is open. */
  readonly encrypting: boolean
  onEncrypt(): void
  /** The sheet of variations is open. */
  readonly varying: boolean
  onVary(): void
}

export function TokenAbout({ comparing, onCompare, encrypting, onEncrypt, varying, onVary }: TokenAboutProps) {
  const canVary = useSession((_, { inspection }) => isVariable(inspection.token))
  return (
    <>
      <Misplaced />
      <Layers />
      <Weight>
        <span className={styles.ways}>
          <Button look="quiet" aria-expanded={comparing} onClick={onCompare}>
            Compare
          </Button>
          <Button look="quiet" aria-expanded={encrypting} onClick={onEncrypt}>
            Encrypt…
          </Button>
          {(canVary || varying) && (
            <Button look="quiet" aria-expanded={varying} onClick={onVary}>
              Variations…
            </Button>
          )}
        </span>
      </Weight>
      {!comparing && <CompareOffer onCompare={onCompare} />}
      <FoundTokens />
    </>
  )
}
