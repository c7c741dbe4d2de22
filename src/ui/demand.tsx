// One line in a list of requirements: an icon, the result in a sentence, and the clause that requires it. The list has the class of demands.module.css.
import { Icon, type IconName } from './icon.tsx'
import demands from './demands.module.css'
import { WithCode } from './with-code.tsx'

const STATES: Record<DemandState, { readonly icon: IconName; readonly word: string }> = {
  met: { icon: 'check', word: 'Met' },
  'not-met': { icon: 'cross', word: 'Not met' },
  'not-checkable': { icon: 'dash', word: 'Not checkable' },
}

export type DemandState = 'met' | 'not-met' | 'not-checkable'

interface DemandProps {
  readonly state: DemandState
  /** Names between backticks are shown as code. */
  readonly sentence: string
  readonly clause?: string
  readonly [attribute: `data-${string}`]: string | number | undefined
}

export function Demand({ state, sentence, clause, ...attributes }: DemandProps) {
  return (
    <li {...attributes} data-state={state} className={demands[state]}>
      <Icon name={STATES[state].icon} />
      <p>
        <span className="visually-hidden">{STATES[state].word}: </span>
        <WithCode text={sentence} /> {clause !== undefined && <small>{clause}</small>}
      </p>
    </li>
  )
}
