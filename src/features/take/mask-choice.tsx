// A list of the claims with a checkbox to mask each, folded because the default suits most tokens.
import { useId } from 'react'
import { usuallyMasked, type MaskableClaim } from '../../core/masking/parts.ts'
import { shown } from '../../core/text/quoted.ts'
import styles from './take.module.css'

/** Claims beyond this number keep their default. */
const MOST_LISTED = 150

/** Where the reader's choice differs from the default: `true` to mask, by the claim's id. */
export type Ticked = ReadonlyMap<string, boolean>

/** The claims to mask, by id. */
export function chosenOf(claims: readonly MaskableClaim[], ticked: Ticked): ReadonlySet<string> {
  const usual = usuallyMasked(claims)
  return new Set(claims.filter(({ id, sensitivity }) => sensitivity === 'secret' || (ticked.get(id) ?? usual.has(id))).map(({ id }) => id))
}

interface MaskChoiceProps {
  readonly claims: readonly MaskableClaim[]
  readonly ticked: Ticked
  onTicked(ticked: Ticked): void
}

export function MaskChoice({ claims, ticked, onTicked }: MaskChoiceProps) {
  const id = useId()
  const chosen = chosenOf(claims, ticked)
  const listed = claims.slice(0, MOST_LISTED)
  if (claims.length === 0) return <p className="quiet-text">There is nothing to mask.</p>
  return (
    <details className={styles.choice}>
      <summary>
        {chosen.size} of {claims.length} masked
      </summary>
      <p id={id} className="quiet-text">
        Personal data and identifiers are ticked by default. Anything that repeats a masked value is masked too.
      </p>
      <ul aria-describedby={id}>
        {listed.map((claim) => (
          <li key={claim.id}>
            <label>
              <input
                type="checkbox"
                checked={chosen.has(claim.id)}
                disabled={claim.sensitivity === 'secret'}
                onChange={(event) => onTicked(new Map(ticked).set(claim.id, event.target.checked))}
              />
              <code>
                <bdi>{claim.path === '' ? 'the whole content' : shown(claim.path, 60)}</bdi>
              </code>
              <ClaimNote claim={claim} />
            </label>
          </li>
        ))}
      </ul>
      {claims.length > listed.length && <p className="quiet-text">{claims.length - listed.length} more keep their default.</p>}
    </details>
  )
}

function ClaimNote({ claim }: { readonly claim: MaskableClaim }) {
  const words = [claim.in === 'header' ? 'in the header' : '', claim.sensitivity === 'secret' ? 'secret, always masked' : ''].filter(
    Boolean,
  )
  return words.length > 0 && <small>{words.join(', ')}</small>
}
