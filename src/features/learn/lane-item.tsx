// Shows an item of a lane, depending on its kind.
import { useId, type ReactNode } from 'react'
import type { Item } from '../../lessons/lesson.ts'
import type { VerifierStep } from '../../lessons/payroll-api/steps.ts'
import { Button } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Segmented } from '../../ui/segmented.tsx'
import { PRIVATE_TEXT } from '../../ui/private-text.ts'
import styles from './lane-item.module.css'
import { BitsView } from './bits-view.tsx'
import { ClaimPointer, LitText } from './lit-text.tsx'
import { Painted } from './painted-token.tsx'
import { Prose } from './prose.tsx'
import { SliderView } from './slider-view.tsx'

interface LaneItemProps {
  readonly item: Item
  readonly spotted: boolean
  /** Called when a button is pressed, before it runs. */
  onPress?(name: string): void
  /** Called when Enter is pressed in a single-line box. */
  onEnter?(): void
}

export function LaneItem({ item, spotted, onPress, onEnter }: LaneItemProps) {
  const id = useId()
  const spot = { 'data-spot': spotted || undefined }
  switch (item.kind) {
    case 'note':
      return (
        <p className={styles.note}>
          <Prose text={item.text} />
        </p>
      )
    case 'button':
      return (
        <span className={styles.button}>
          {/* With aria-disabled, a button that becomes disabled keeps the focus. */}
          <Button
            look={item.main && item.disabled === undefined ? 'primary' : 'plain'}
            aria-disabled={item.disabled !== undefined || undefined}
            aria-describedby={item.disabled === undefined ? undefined : id}
            {...spot}
            onClick={() => {
              if (item.disabled !== undefined) return
              onPress?.(item.name)
              void item.run()
            }}
          >
            {item.name}
          </Button>
          {item.disabled !== undefined && (
            <small id={id} className={styles.why}>
              {item.disabled}
            </small>
          )}
        </span>
      )
    case 'text':
      // onInput, because React's onChange misses a value that a test driver sets from outside.
      return (
        <Labelled name={item.name} htmlFor={id}>
          {item.oneLine ? (
            <input
              {...PRIVATE_TEXT}
              id={id}
              type="text"
              className={styles.line}
              {...spot}
              value={item.value}
              onInput={(event) => void item.edit(event.currentTarget.value)}
              onKeyDown={(event) => {
                if (event.key === 'Enter' && !event.nativeEvent.isComposing) onEnter?.()
              }}
            />
          ) : (
            <div className={styles.grow} {...spot}>
              <pre aria-hidden="true">
                <Painted text={item.value} look={item.look} />
                {'\n'}
              </pre>
              <textarea
                {...PRIVATE_TEXT}
                id={id}
                rows={1}
                value={item.value}
                onInput={(event) => void item.edit(event.currentTarget.value)}
              />
            </div>
          )}
        </Labelled>
      )
    case 'choice':
      return (
        <Labelled name={item.name} htmlFor={id}>
          <select id={id} className={styles.select} {...spot} value={item.value} onChange={(event) => void item.choose(event.target.value)}>
            {item.options.map((option) => (
              <option key={option}>{option}</option>
            ))}
          </select>
        </Labelled>
      )
    case 'guess': {
      const { value, outcome } = item
      return (
        <div className={styles.guess} {...spot}>
          <p className={styles.name} aria-hidden="true">
            {item.name}
          </p>
          <Segmented
            label={item.name}
            choices={item.options.map((option) => ({ value: option, label: option }))}
            value={value ?? ''}
            onChange={(option) => void item.choose(option)}
          />
          {outcome !== undefined && (
            <p className={outcome === value ? styles.good : styles.bad}>
              You guessed “{value}”. {outcome === value ? 'Right.' : `It was “${outcome}”.`}
            </p>
          )}
        </div>
      )
    }
    case 'slider':
      return <SliderView item={item} spotted={spotted} />
    case 'bits':
      return <BitsView item={item} spotted={spotted} />
    case 'switch':
      return (
        <label className={styles.switch} {...spot}>
          <input type="checkbox" checked={item.on} onChange={(event) => void item.turn(event.target.checked)} />
          {item.name}
        </label>
      )
    case 'value':
      return (
        <div role="group" aria-labelledby={id} className={styles.value}>
          <p className={styles.name}>
            <span id={id}>{item.name}</span>
            {item.note && <span className={styles.about}>{item.note}</span>}
          </p>
          <pre {...spot}>
            {item.lit ? <LitText text={item.text} look={item.look} lit={item.lit} /> : <Painted text={item.text} look={item.look} />}
          </pre>
          {item.lit && item.pointer && <ClaimPointer claims={[...new Set(item.lit.map(({ claim }) => claim))]} />}
        </div>
      )
    case 'message':
      return (
        <div role="group" aria-labelledby={id} className={styles.value} data-stale={item.stale || undefined}>
          <p className={styles.name}>
            <span id={id}>{item.name}</span>
            {item.stale && <span className={styles.about}>{OLD}</span>}
          </p>
          <Message text={item.text} status={item.status} short={item.short ?? false} />
        </div>
      )
    case 'steps':
      return (
        <div data-stale={item.stale || undefined} className={styles.value}>
          {item.stale && (
            <p className={styles.name}>
              <span className={styles.about}>{OLD}</span>
            </p>
          )}
          <ol aria-label={item.name} className={styles.steps}>
            {item.steps.map((step) => (
              <StepView key={step.id} step={step} />
            ))}
          </ol>
        </div>
      )
  }
}

/** Shown with an answer when the request beside it has changed since. */
const OLD = 'From before your last change.'

function Labelled({ name, htmlFor, children }: { readonly name: string; readonly htmlFor: string; readonly children: ReactNode }) {
  return (
    <div className={styles.value}>
      <label className={styles.name} htmlFor={htmlFor}>
        {name}
      </label>
      {children}
    </div>
  )
}

function Message({ text, status, short }: { readonly text: string; readonly status: number | undefined; readonly short: boolean }) {
  const end = text.indexOf('\n')
  const [first, rest] = end < 0 ? [text, ''] : [text.slice(0, end), text.slice(end)]
  const tone = status === undefined ? '' : status < 400 ? styles.good : styles.bad
  return (
    <pre>
      <b className={tone}>{first}</b>
      <Painted text={rest} look="token" short={short} />
    </pre>
  )
}

const SIGNS = { passed: 'check', failed: 'cross', off: 'warning', 'not-reached': 'dash' } as const
const WORDS = { passed: 'Passed', failed: 'Refused', off: 'Skipped', 'not-reached': 'Not reached' } as const

function StepView({ step }: { readonly step: VerifierStep }) {
  return (
    <li data-outcome={step.outcome}>
      <span className={styles.sign}>
        <Icon name={SIGNS[step.outcome]} />
      </span>
      <b>
        <span className="visually-hidden">{WORDS[step.outcome]}: </span>
        {step.title}
      </b>
      <p>{step.detail}</p>
      {step.compare && (
        <dl>
          <dt>Expected</dt>
          <dd className={step.id === 'signature' ? styles.signature : ''}>{step.compare.expected}</dd>
          <dt>Received</dt>
          <dd className={styles.bad}>{step.compare.received}</dd>
        </dl>
      )}
    </li>
  )
}
