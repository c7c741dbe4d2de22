// The keys of a set: which one verified, and why each of the others was not used.
import { useState } from 'react'
import { keyUse, passedOver, verified, type PassedOver } from '../../core/crypto/verification.ts'
import { useSession } from '../../session/react/use-session.ts'
import { shownCheck } from '../../session/store/progress.ts'
import { Button } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import styles from './key-details.module.css'
import { quoted, shown } from '../../core/text/quoted.ts'
import { WithCode } from '../../ui/with-code.tsx'

const REASONS: Record<PassedOver['reason'], string> = {
  'wrong-type': 'not the type that the algorithm needs',
  'other-kid': 'has a different kid',
  'not-needed': 'not needed: another one verified',
  'did-not-verify': 'tried; does not verify',
  unusable: 'cannot be used',
}

/** How many are shown at first; a click shows the rest. */
const FIRST = 8

export function KeySet() {
  const [all, setAll] = useState(false)
  const reading = useSession(({ progress }) => shownCheck(progress)?.reading)
  const descriptions = useSession(({ progress }) => shownCheck(progress)?.keyDescriptions)
  const verification = useSession(({ progress }) => shownCheck(progress)?.verification)
  const kid = useSession((_, { inspection }) => inspection.token?.header.kid)
  if (!reading || !descriptions) return null
  const { keys } = reading
  const reasons = new Map(passedOver(verification).map(({ index, reason }) => [index, reason]))
  const used = keyUse(verification)?.index
  // The key that was used comes first.
  const order = [...keys.keys()].sort((a, b) => Number(b === used) - Number(a === used))
  const listed = all ? order : order.slice(0, FIRST)
  return (
    <div className={styles.set}>
      <ul className="box" aria-label="Keys of the set">
        {listed.map((index) => {
          const key = keys[index]!
          const reason = reasons.get(index)
          const verifies = index === used && verified(verification) !== undefined
          return (
            <li key={index}>
              {verifies && <Icon name="check" />}
              <span>
                <b>{key.kid === undefined ? `Key ${index + 1}, no kid` : <bdi>{shown(key.kid)}</bdi>}</b>
                <small>
                  {descriptions[index]}
                  {key.use !== undefined && key.use !== 'sig' && <WithCode text={`, use ${quoted(key.use)}`} />}
                </small>
                <small className={verifies ? styles.good : ''}>
                  {verifies
                    ? `verified${key.kid !== undefined && key.kid === kid ? '; its kid matches the token’s' : kid === undefined ? '; the token names no kid' : ', though the token names another kid'}`
                    : reason
                      ? REASONS[reason]
                      : index === used
                        ? 'tried; does not verify'
                        : ''}
                </small>
              </span>
            </li>
          )
        })}
      </ul>
      {order.length > FIRST && (
        <Button look="quiet" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? 'Show fewer' : `Show all ${order.length} keys`}
        </Button>
      )}
    </div>
  )
}
