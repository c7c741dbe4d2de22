// The page "Choose well", with decisions to make before using tokens and a source for each statement.
import { CHOICES, type Reference } from '../../lessons/choose-well.ts'
import styles from './choose-well.module.css'
import page from './lesson-page.module.css'
import { Prose } from './prose.tsx'
import { RoomLink } from './room-link.tsx'

export function ChooseWell() {
  return (
    <article aria-labelledby="advice-title">
      <header className={page.head}>
        <h1 id="advice-title" tabIndex={-1} className={page.title}>
          Choose well
        </h1>
        <p className={page.lede}>
          Five decisions to make before your first token. Each statement names its source, so that you can check it.
        </p>
      </header>
      {CHOICES.map((choice) => (
        <section key={choice.id} aria-labelledby={`choice-${choice.id}`} className={styles.choice}>
          <div>
            <h2 id={`choice-${choice.id}`}>{choice.title}</h2>
            <p>{choice.answer}</p>
          </div>
          <ul>
            {choice.statements.map((statement) => (
              <li key={statement.text}>
                <Prose text={statement.text} />{' '}
                <span className={styles.sources}>
                  {statement.sources.map((source) => (
                    <SourceLink key={source.href} source={source} />
                  ))}
                </span>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </article>
  )
}

function SourceLink({ source: { label, href } }: { readonly source: Reference }) {
  if (href.startsWith('#')) return <RoomLink to={href}>{label}</RoomLink>
  return (
    <a href={href} target="_blank" rel="noreferrer">
      {label}
    </a>
  )
}
