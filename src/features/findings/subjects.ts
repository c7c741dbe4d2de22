// Which findings are said together: several about one thing are one entry with its facts, and those that hold for most tokens come last.
import type { RuleId } from '../../core/diagnostics/index.ts'
import type { WordedFinding } from '../../session/answers/judge.ts'

/** Rules that speak of one thing each, so that it is named once. */
const SUBJECTS: readonly { readonly name: string; readonly rules: ReadonlySet<RuleId> }[] = [
  {
    name: 'the secret',
    rules: new Set([
      'key-hmac-short',
      'key-hmac-low-entropy',
      'key-hmac-published',
      'key-hmac-crackable',
      'key-hmac-empty',
      'key-hmac-nul-tail',
      'sig-valid-weak',
    ]),
  },
  { name: 'its size', rules: new Set(['env-size-cookie', 'env-size-header-8k', 'env-size-4k', 'env-size-url', 'env-size-huge']) },
]

/** Notes on what most tokens are like, by what they are about. A kind of token that asks for it has a rule of its own, which is graver. */
const QUIET: ReadonlyMap<RuleId, string> = new Map([
  ['jti-missing', 'no jti'],
  ['data-pii', 'personal data'],
  ['data-readable', 'readable by anyone'],
])

/** One entry of the list. */
export interface Entry {
  /** What all of them are about; undefined for one by itself. */
  readonly subject?: string
  /** The worst of them. */
  readonly finding: WordedFinding
  /** The others, worst first. */
  readonly facts: readonly WordedFinding[]
}

/** The findings as entries, in their order: each subject stands where its worst finding does. */
export function entriesOf(findings: readonly WordedFinding[]): readonly Entry[] {
  return findings.flatMap((finding): readonly Entry[] => {
    const subject = SUBJECTS.find(({ rules }) => rules.has(finding.rule))
    if (!subject) return [{ finding, facts: [] }]
    const [worst, ...facts] = findings.filter(({ rule }) => subject.rules.has(rule))
    if (worst !== finding) return []
    return [{ finding, facts, ...(facts.length > 0 && { subject: subject.name }) }]
  })
}

/** What a quiet finding is about, in two or three words; undefined for one that is no such note. */
export function quietly({ rule, severity }: Pick<WordedFinding, 'rule' | 'severity'>): string | undefined {
  return severity === 'info' ? QUIET.get(rule) : undefined
}
