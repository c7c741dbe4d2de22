// The glossary page, with every term that the lessons use.
import { TERMS } from '../../lessons/glossary.ts'
import styles from './glossary-page.module.css'
import page from './lesson-page.module.css'
import { Source } from './source.tsx'

export function GlossaryPage() {
  return (
    <article aria-labelledby="glossary-title">
      <header className={page.head}>
        <h1 id="glossary-title" tabIndex={-1} className={page.title}>
          Glossary
        </h1>
        <p className={page.lede}>The terms used in the lessons, in two sentences each, with the RFC that defines them.</p>
      </header>
      <dl className={styles.terms}>
        {TERMS.toSorted((a, b) => a.name.localeCompare(b.name, 'en')).map((term) => (
          <div key={term.id}>
            <dt>{term.name}</dt>
            <dd>
              {term.text} <Source text={term.source} />
            </dd>
          </div>
        ))}
      </dl>
    </article>
  )
}
