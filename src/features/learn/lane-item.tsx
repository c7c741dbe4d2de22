// One thing in a lane, by its kind.
import { useId, type ReactNode } from 'react'
import type { Item } from '../../lessons/lesson.ts'
import type { VerifierStep } from '../../lessons/payroll-api/steps.ts'
import { Button } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import { PRIVATE_TEXT } from '../../ui/private-text.ts'
import styles from './lane-item.module.css'
import { Painted } from './painted-token.tsx'
import { Prose } from './prose.tsx'

export function LaneItem({ item, spotted }: { readonly item: Item; readonly spotted: boolean }) {
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
        // aria-disabled keeps the focus where it is when a button has done its work.
        <Button
          look={item.main && !item.disabled ? 'primary' : 'plain'}
          aria-disabled={item.disabled || undefined}
          {...spot}
          onClick={() => {
            if (!item.disabled) void item.run()
          }}
        >
          {item.name}
        </Button>
      )
    case 'text':
      // onInput, since React's onChange overlooks a value that a test driver set from outside.
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
            <Painted text={item.text} look={item.look} />
          </pre>
        </div>
      )
    case 'message':
      return (
        <div role="group" aria-labelledby={id} className={styles.value}>
          <p className={styles.name} id={id}>
            {item.name}
          </p>
          <Message text={item.text} status={item.status} short={item.short ?? false} />
        </div>
      )
    case 'steps':
      return (
        <ol aria-label={item.name} className={styles.steps}>
          {item.steps.map((step) => (
            <StepView key={step.id} step={step} />
          ))}
        </ol>
      )
  }
}

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
          <dt>Wanted</dt>
          <dd className={step.id === 'signature' ? styles.signature : ''}>{step.compare.expected}</dd>
          <dt>Carried</dt>
          <dd className={styles.bad}>{step.compare.received}</dd>
        </dl>
      )}
    </li>
  )
}
