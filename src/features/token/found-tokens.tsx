// The list of tokens that a paste holds, by the name each stood under; one of them is open.
import { useSession, useStore } from '../../session/react/use-session.ts'
import { MOST_DECODED, MOST_FOUND } from '../../core/paste/find-tokens.ts'
import styles from './token-box.module.css'
import { shown } from '../../core/text/quoted.ts'

const MOST_SHOWN = 100

export function FoundTokens() {
  const store = useStore()
  const found = useSession((_, derived) => derived.inspection.found)
  const index = useSession((_, derived) => derived.inspection.index)
  const isCut = useSession((_, { inspection }) => inspection.searched < inspection.text.length)
  if (found.length === 0) return null
  const leftOut = isCut && (
    <p className={styles.weight}>
      {found.length === MOST_FOUND
        ? `Read up to the ${MOST_FOUND.toLocaleString('en')}th token. Paste what comes later alone.`
        : `No token was found, so only the first ${MOST_DECODED.toLocaleString('en')} characters are decoded.`}
    </p>
  )
  if (found.length === 1) {
    const [only] = found
    if (!only || (only.name === undefined && !isCut)) return null
    return (
      <>
        <p className={styles.weight}>
          <span data-token-index={0}>
            {only.name === undefined ? (
              'Found'
            ) : (
              <>
                Found under{' '}
                <b>
                  <bdi>{shown(only.name)}</bdi>
                </b>
              </>
            )}
            {only.repeats.length > 0 && `, ${(only.repeats.length + 1).toLocaleString('en')} times`}
          </span>
        </p>
        {leftOut}
      </>
    )
  }
  return (
    <div className={styles.found}>
      <p id="found-title">{found.length} tokens in what you pasted</p>
      <ul aria-labelledby="found-title">
        {found.slice(0, MOST_SHOWN).map((token, i) => (
          <li key={i} data-token-index={i}>
            <button type="button" aria-pressed={i === index} onClick={() => store.dispatch({ type: 'open', index: i })}>
              <b>{token.name === undefined ? 'token' : <bdi>{shown(token.name)}</bdi>}</b>
              <code>
                <bdi>{shown(`${token.compact.slice(0, 10)}…${token.compact.slice(-6)}`)}</bdi>
              </code>
              {token.repeats.length > 0 && <small>{token.repeats.length + 1} times</small>}
            </button>
          </li>
        ))}
      </ul>
      {found.length > MOST_SHOWN && <p>and {found.length - MOST_SHOWN} more</p>}
      {leftOut}
    </div>
  )
}
