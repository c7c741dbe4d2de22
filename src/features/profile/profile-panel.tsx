// What kind of token this is and why, the choice to read it as another, and what that kind asks.
import { PROFILES } from '../../core/profiles/index.ts'
import type { Kind } from '../../session/answers/kind.ts'
import { useJudgement } from '../../session/react/use-judgement.ts'
import { useStore } from '../../session/react/use-session.ts'
import { Card } from '../../ui/card.tsx'
import { Icon, type IconName } from '../../ui/icon.tsx'
import { WithCode } from '../../ui/with-code.tsx'
import demands from '../../ui/demands.module.css'
import styles from './profile-panel.module.css'

type Requirement = Kind['requirements'][number]

const STATES: Record<Requirement['state'], { readonly icon: IconName; readonly word: string }> = {
  'not-met': { icon: 'cross', word: 'not met' },
  met: { icon: 'check', word: 'met' },
  'not-checkable': { icon: 'dash', word: 'not checkable here' },
}
const ORDER = ['not-met', 'met', 'not-checkable'] as const

/** Every kind that a token can be read as, by name. */
const KINDS = PROFILES.map(({ id, name }) => ({ id, name })).sort((a, b) => a.name.localeCompare(b.name, 'en'))

export function ProfilePanel() {
  const kind = useJudgement((judgement) => judgement.kind)
  if (!kind) return null
  return (
    <Card about={kind.profile.name}>
      <div className={styles.kind}>
        <p>
          <WithCode text={inWords(kind)} />
        </p>
        <ReadAs kind={kind} />
      </div>
      {kind.requirements.length > 0 && <Requirements of={kind.requirements} />}
    </Card>
  )
}

function inWords({ profile, recognized }: Kind): string {
  const { certain, because } = recognized
  const plain = recognized.profile.id === 'plain-jwt'
  const likely = plain ? `It looks like any JWT: ${because}.` : `${certain ? 'Recognized' : 'It looks like this type'}, because ${because}.`
  if (profile === recognized.profile) return likely
  return `You chose to read it as this type. ${plain ? likely : `It ${certain ? 'is recognized as' : 'looks like'} ${recognized.profile.name}, because ${because}.`}`
}

function ReadAs({ kind }: { readonly kind: Kind }) {
  const store = useStore()
  const chosen = kind.profile === kind.recognized.profile ? '' : kind.profile.id
  return (
    <label className={styles.readAs}>
      <span>Read as</span>
      <select value={chosen} onChange={(event) => store.dispatch({ type: 'read-as', profileId: event.target.value || undefined })}>
        <option value="">As recognized</option>
        {KINDS.filter(({ id }) => id !== kind.recognized.profile.id).map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </label>
  )
}

function Requirements({ of }: { readonly of: readonly Requirement[] }) {
  const counted = ORDER.flatMap((state) => {
    const count = of.filter((each) => each.state === state).length
    return count > 0 ? [`${count} ${STATES[state].word}`] : []
  })
  return (
    <details className={styles.asks}>
      <summary>
        Requirements of this type <small>{counted.join(', ')}</small>
      </summary>
      <ul className={demands.demands}>
        {ORDER.flatMap((state) => of.filter((each) => each.state === state)).map((each, i) => (
          <RequirementView key={i} requirement={each} />
        ))}
      </ul>
    </details>
  )
}

function RequirementView({ requirement: { state, text, source } }: { readonly requirement: Requirement }) {
  const { icon, word } = STATES[state]
  const { name, url } = source
  return (
    <li className={demands[state]}>
      <Icon name={icon} />
      <p>
        <span>
          <span className="visually-hidden">{word}: </span>
          <WithCode text={text} />
        </span>
        <small>
          {url ? (
            <a href={url} target="_blank" rel="noreferrer">
              {name}
            </a>
          ) : (
            name
          )}
        </small>
      </p>
    </li>
  )
}
