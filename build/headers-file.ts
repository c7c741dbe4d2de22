// Reads the _headers format that static hosts share, which has a path pattern on one line and indented `Name: value` lines below it.

export interface HeaderRule {
  /** A path from the site's root; a `*` at the end matches anything. */
  readonly pattern: string
  readonly headers: readonly (readonly [name: string, value: string])[]
}

/** Comments (`#`) and empty lines are skipped. A line that is neither a pattern nor `Name: value` is an error. */
export function parseHeadersFile(text: string): HeaderRule[] {
  const rules: { pattern: string; headers: [string, string][] }[] = []
  for (const line of text.split('\n')) {
    if (!line.trim() || line.trimStart().startsWith('#')) continue
    if (!/^\s/.test(line)) {
      rules.push({ pattern: line.trim(), headers: [] })
      continue
    }
    const colon = line.indexOf(':')
    const rule = rules.at(-1)
    if (colon < 0 || !rule) throw new Error(`_headers: cannot read ${JSON.stringify(line)}`)
    rule.headers.push([line.slice(0, colon).trim(), line.slice(colon + 1).trim()])
  }
  return rules
}

/** All headers for a path, from every rule that matches, in order. */
export function headersFor(rules: readonly HeaderRule[], path: string): (readonly [name: string, value: string])[] {
  return rules
    .filter(({ pattern }) => (pattern.endsWith('*') ? path.startsWith(pattern.slice(0, -1)) : path === pattern))
    .flatMap((rule) => rule.headers)
}
