// The room "Libraries", which lists JWT libraries by language and algorithm, with what each of them does.
import { useState } from 'react'
import { offeredAlgorithms } from '../../core/algorithms/algorithms.ts'
import { CHECKS, librariesFor, LIBRARY_LANGUAGES, type Checked, type Known, type Library } from '../../core/libraries/libraries.ts'
import { LOOKED_UP } from '../../core/libraries/rows.ts'
import { useSession } from '../../session/react/use-session.ts'
import { SelectField } from '../../ui/select-field.tsx'
import styles from './libraries-room.module.css'

const ANY = ''

const LANGUAGE_OPTIONS = [
  { value: ANY, name: 'All' },
  ...LIBRARY_LANGUAGES.toSorted((a, b) => a.localeCompare(b)).map((name) => ({ value: name, name })),
]

/** Includes the polymorphic name EdDSA, the only one that most libraries know. */
const NAMES = [...offeredAlgorithms.map(({ name }) => name).filter((name) => name !== 'none'), 'EdDSA']

export function LibrariesRoom() {
  const alg = useSession((_, { inspection }) => inspection.token?.header.alg)
  const open = NAMES.find((name) => name === alg)
  const [language, setLanguage] = useState(ANY)
  const [wished, setWished] = useState<string>()
  const algorithm = wished ?? open ?? ANY
  const { known, unknown } = librariesFor(language || undefined, algorithm || undefined)
  const options = [
    { value: ANY, name: 'Any' },
    ...NAMES.map((name) => ({ value: name, name: name === open ? `${name} (the open token’s)` : name })),
  ]
  return (
    <main className={styles.room} aria-busy={false}>
      <h1>Libraries</h1>
      <p className={styles.lead}>
        Libraries that sign, verify and decrypt tokens in your language. Each row reports what the library’s own documentation or source
        said on <time dateTime={LOOKED_UP}>{dayInWords(LOOKED_UP)}</time>, and links to it. For some of them this page writes the code:
        choose Verify in code beside the verdict of an open token.
      </p>
      <div className={styles.filters}>
        <SelectField className={styles.field} label="Language" value={language} options={LANGUAGE_OPTIONS} onValue={setLanguage} />
        <SelectField className={styles.field} label="Algorithm" value={algorithm} options={options} onValue={setWished} />
      </div>
      <p role="status" className={styles.count}>
        {countInWords(known.length, algorithm)}
      </p>
      <Table libraries={known} label="Libraries" />
      {unknown.length > 0 && (
        <>
          <h2>Support for {algorithm} unknown</h2>
          <Table libraries={unknown} label={`Libraries whose support for ${algorithm} is unknown`} />
        </>
      )}
    </main>
  )
}

function countInWords(count: number, algorithm: string): string {
  const what = count === 1 ? '1 library' : `${count} libraries`
  return algorithm === '' ? `${what}.` : `${what} for ${algorithm}.`
}

function dayInWords(day: string): string {
  return new Date(`${day}T00:00:00Z`).toLocaleDateString('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' })
}

function Table({ libraries, label }: { readonly libraries: readonly Library[]; readonly label: string }) {
  if (libraries.length === 0) return null
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard (WCAG 2.1.1)
    <div className={styles.table} role="group" tabIndex={0} aria-label={label}>
      <table>
        <thead>
          <tr>
            <th scope="col">Library</th>
            <th scope="col">Language</th>
            <th scope="col">Signs</th>
            <th scope="col">Verifies</th>
            <th scope="col">Decrypts</th>
            <th scope="col">Algorithms</th>
            {CHECKS.map((name) => (
              <th key={name} scope="col">
                Checks <code>{name}</code>
              </th>
            ))}
            <th scope="col">Install</th>
            <th scope="col">Sources</th>
          </tr>
        </thead>
        <tbody>
          {libraries.map((library) => (
            <Row key={`${library.language} ${library.name}`} library={library} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Row({ library }: { readonly library: Library }) {
  return (
    <tr>
      <th scope="row">
        <a href={library.repository} target="_blank" rel="noreferrer">
          {library.name}
        </a>
        {library.note !== '' && <span className={styles.note}>{library.note}</span>}
      </th>
      <td data-label="Language">{library.language}</td>
      <Cell label="Signs" said={KNOWN_WORDS[library.signs ?? 'unknown']} isKnown={library.signs !== undefined} />
      <Cell label="Verifies" said={KNOWN_WORDS[library.verifies ?? 'unknown']} isKnown={library.verifies !== undefined} />
      <Cell label="Decrypts" said={KNOWN_WORDS[library.decrypts ?? 'unknown']} isKnown={library.decrypts !== undefined} />
      <td data-label="Algorithms" className={library.algorithms ? styles.algorithms : styles.unknown}>
        {library.algorithms ? grouped(library.algorithms) : 'unknown'}
      </td>
      {CHECKS.map((name) => (
        <Cell
          key={name}
          label={`Checks ${name}`}
          said={CHECKED_WORDS[library.checks[name] ?? 'unknown']}
          isKnown={library.checks[name] !== undefined}
        />
      ))}
      <td data-label="Install" className={styles.installation}>
        <code>{library.installation}</code>
      </td>
      <td data-label="Sources" className={styles.sources}>
        <span>
          {library.sources.map(({ name, url }) => (
            <a key={url} href={url} target="_blank" rel="noreferrer">
              {name}
            </a>
          ))}
        </span>
      </td>
    </tr>
  )
}

function Cell({ label, said, isKnown }: { readonly label: string; readonly said: string; readonly isKnown: boolean }) {
  return (
    <td data-label={label} className={isKnown ? undefined : styles.unknown}>
      {said}
    </td>
  )
}

const KNOWN_WORDS: Readonly<Record<NonNullable<Known> | 'unknown', string>> = { yes: 'yes', no: 'no', unknown: 'unknown' }

const CHECKED_WORDS: Readonly<Record<NonNullable<Checked> | 'unknown', string>> = {
  always: 'by default',
  'when-asked': 'on request',
  no: 'no',
  unknown: 'unknown',
}

const SIZES = ['256', '384', '512']

/** "HS, RS (256, 384, 512), ES256": families with all three sizes come first. */
function grouped(names: readonly string[]): string {
  const families = ['HS', 'RS', 'PS', 'ES'].filter((family) => SIZES.every((size) => names.includes(`${family}${size}`)))
  const rest = names.filter((name) => !families.some((family) => SIZES.some((size) => name === `${family}${size}`)))
  return [...(families.length > 0 ? [`${families.join(', ')} (${SIZES.join(', ')})`] : []), ...rest].join(', ')
}
