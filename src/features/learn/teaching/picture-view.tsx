// Draws a lesson's picture from its data.
import type { Gates, Messages, Panels, Picture, TimeLine, TokenParts } from '../../../lessons/teaching/picture.ts'
import { Icon } from '../../../ui/icon.tsx'
import { Arrow, Arrows } from './arrow.tsx'
import { RowTable } from './row-table.tsx'
import styles from './picture-view.module.css'

export function PictureView({ picture }: { readonly picture: Picture }) {
  return (
    <figure className={styles.picture}>
      <Drawn picture={picture} />
      <figcaption>{picture.caption}</figcaption>
    </figure>
  )
}

function Drawn({ picture }: { readonly picture: Picture }) {
  switch (picture.kind) {
    case 'table':
      return <RowTable head={picture.head} rows={picture.rows} className={styles.table} />
    case 'token':
      return <TokenView {...picture} />
    case 'panels':
      return <PanelsView {...picture} />
    case 'gates':
      return <GatesView {...picture} />
    case 'time':
      return <TimeView {...picture} />
    case 'messages':
      return <MessagesView {...picture} />
  }
}

function TokenView({ parts }: TokenParts) {
  return (
    <ol className={styles.token}>
      {parts.map(({ text, look, says }, at) => (
        <li key={says} data-look={look}>
          <code>
            {text}
            {at < parts.length - 1 && <i>.</i>}
          </code>
          <span>{says}</span>
        </li>
      ))}
    </ol>
  )
}

function PanelsView({ panels }: Panels) {
  return (
    <ol className={styles.panels}>
      {panels.map(({ title, lines, tone }) => (
        <li key={title} data-tone={tone}>
          <b>{title}</b>
          {lines.map((line) => (
            <span key={line}>{line}</span>
          ))}
        </li>
      ))}
    </ol>
  )
}

const OUTCOMES = { passed: 'passed', failed: 'stops here', off: 'skipped', 'not-reached': 'not reached' } as const

function GatesView({ servers }: Gates) {
  return (
    <ul className={styles.servers}>
      {servers.map(({ name, gates, answer, tone }) => (
        <li key={name}>
          <b>{name}</b>
          <ol>
            {gates.map(({ title, outcome }) => (
              <li key={title} data-outcome={outcome}>
                {outcome === 'passed' && <Icon name="check" />}
                {outcome === 'failed' && <Icon name="cross" />}
                <span>{title}</span>
                <small className={outcome === 'passed' ? 'visually-hidden' : undefined}>{OUTCOMES[outcome]}</small>
              </li>
            ))}
          </ol>
          <span data-tone={tone}>{answer}</span>
        </li>
      ))}
    </ul>
  )
}

function TimeView({ to, spans, marks }: TimeLine) {
  const share = (minutes: number) => `${(minutes / to) * 100}%`
  return (
    <div className={styles.time}>
      <ol>
        {spans.map(({ from, to: end, says, tone }) => (
          <li key={says} data-tone={tone} style={{ flexBasis: share(end - from) }}>
            {says}
          </li>
        ))}
      </ol>
      <p aria-hidden="true">
        {marks.map(({ at, label }) => (
          <span key={label} style={{ left: share(at) }}>
            {label}
          </span>
        ))}
      </p>
      <p className="visually-hidden">{marks.map(({ at, label }) => `${label} at minute ${at}`).join(', ')}</p>
    </div>
  )
}

function MessagesView({ lanes, messages }: Messages) {
  return (
    <div className={styles.messages}>
      <p>
        <b>{lanes[0]}</b>
        <b>{lanes[1]}</b>
      </p>
      <Arrows>
        {messages.map(({ to, says, tone }) => (
          <Arrow key={says} to={to} tone={tone}>
            <span className="visually-hidden">{to === 'right' ? lanes[0] : lanes[1]}: </span>
            {says}
          </Arrow>
        ))}
      </Arrows>
    </div>
  )
}
