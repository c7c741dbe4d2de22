// The libraries for other languages as data: what each does with a token, with sources.
import { algorithms } from '../algorithms/algorithms.ts'
import { ROWS } from './rows.ts'

/** `undefined` if no source says. */
export type Known = 'yes' | 'no' | undefined

/** When a library checks a claim: by default if it is present, when asked to, or not at all. */
export type Checked = 'always' | 'when-asked' | 'no' | undefined

export const CHECKS = ['exp', 'nbf', 'iss', 'aud', 'typ'] as const

export interface Library {
  readonly language: string
  readonly name: string
  readonly repository: string
  /** A command, or the name to depend on. */
  readonly installation: string
  readonly signs: Known
  readonly verifies: Known
  readonly decrypts: Known
  /** "alg" values; undefined if no source lists them. */
  readonly algorithms: readonly string[] | undefined
  readonly checks: Readonly<Record<(typeof CHECKS)[number], Checked>>
  /** Where these facts come from; each link's text is the file or the host. */
  readonly sources: readonly { readonly name: string; readonly url: string }[]
  readonly note: string
}

const KNOWN: Readonly<Record<string, Known>> = { y: 'yes', n: 'no', '?': undefined }
const CHECKED: Readonly<Record<string, Checked>> = { a: 'always', o: 'when-asked', n: 'no', '?': undefined }
const SIZES = ['256', '384', '512']

/** All of them, by language. */
export const LIBRARIES: readonly Library[] = ROWS.trim().split('\n').map(readRow)

/** Every language that has a library, in the order of the list. */
export const LIBRARY_LANGUAGES: readonly string[] = [...new Set(LIBRARIES.map(({ language }) => language))]

/** The libraries for a language (any if undefined) that support an algorithm, and those whose algorithms are unknown. */
export function librariesFor(
  language: string | undefined,
  alg: string | undefined,
): { readonly known: Library[]; readonly unknown: Library[] } {
  const ofLanguage = LIBRARIES.filter((library) => language === undefined || library.language === language)
  return {
    known: ofLanguage.filter((library) => alg === undefined || library.algorithms?.includes(alg)),
    unknown: alg === undefined ? [] : ofLanguage.filter((library) => library.algorithms === undefined),
  }
}

/** Throws for a malformed row, which would be our own mistake and is found by a test. */
function readRow(row: string): Library {
  const cells = row.split('|').map((cell) => cell.trim())
  const [language = '', name = '', place = '', installation = '', operations = '', names = '', checks = '', paths = '', note = ''] = cells
  if (cells.length !== 9 || !/^[yn?]{3}$/.test(operations) || !/^[aon?]{5}$/.test(checks)) throw new TypeError(`malformed row: ${row}`)
  const repository = place.startsWith('https:') ? place : `https://github.com/${place}`
  const [signs, verifies, decrypts] = operations.split('').map((letter) => KNOWN[letter])
  const [exp, nbf, iss, aud, typ] = checks.split('').map((letter) => CHECKED[letter])
  return {
    language,
    name,
    repository,
    installation,
    signs,
    verifies,
    decrypts,
    algorithms: names === '?' ? undefined : names.split(' ').flatMap(spelledOut),
    checks: { exp, nbf, iss, aud, typ },
    sources: paths
      .split(' ')
      .map((path) =>
        path.startsWith('https:')
          ? { name: new URL(path).hostname, url: path }
          : { name: path.split('/').at(-1) ?? path, url: `${repository}/blob/HEAD/${path}` },
      ),
    note,
  }
}

/** `RS` stands for RS256, RS384 and RS512. */
function spelledOut(name: string): string[] {
  const names = /^(?:HS|RS|PS|ES)$/.test(name) ? SIZES.map((size) => `${name}${size}`) : [name]
  for (const each of names) if (!algorithms.some((row) => row.name === each)) throw new TypeError(`unknown algorithm: ${each}`)
  return names
}
