// Lists the documentation pages that the sources link to, which are the only addresses that the shell of the kept copy opens.
import documentationHosts from './documentation-hosts.json' with { type: 'json' }

const ADDRESS = /https:\/\/[^\s'"`()<>\\$]+/g

/** Patterns for pages that a source names by number or title. The address is the pattern's first group with the text before and after. */
const NAMED: readonly (readonly [pattern: RegExp, before: string, after: string])[] = [
  [/\brfc\W{0,2}(\d{3,4})\b/gi, 'https://www.rfc-editor.org/rfc/rfc', ''],
  [/\b(\d{4}-\d{4,6})\b/g, 'https://www.cve.org/CVERecord?id=CVE-', ''],
  [/\b(\w+_Cheat_Sheet)\b/g, 'https://cheatsheetseries.owasp.org/cheatsheets/', '.html'],
]

/** The addresses that the text of a module names, without their fragments and, if they have one, with it too. */
export function documentationPages(source: string): string[] {
  const literal = [...source.matchAll(ADDRESS)]
    .map(([address]) => address.replace(/[.,;]+$/, ''))
    .filter((address) => documentationHosts.some((host) => address.startsWith(`${host}/`)))
    .flatMap((address) => [address, address.split('#')[0] ?? address])
  const made = NAMED.flatMap(([pattern, before, after]) => [...source.matchAll(pattern)].map((match) => `${before}${match[1]}${after}`))
  return [...literal, ...made]
}
