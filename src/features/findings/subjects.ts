// Groups findings: several about one subject become one entry with facts, and notes that hold for most tokens come last.
import type { RuleId } from '../../core/diagnostics/index.ts'
import type { WordedFinding } from '../../session/answers/judge.ts'

/** Rules about the same subject, so that it is named once. */
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

/** Notes that hold for most tokens, and what they are about. A token type that requires it has its own, more severe rule. */
const QUIET: ReadonlyMap<RuleId, string> = new Map([
  ['jti-missing', 'no jti'],
  ['data-pii', 'personal data'],
  ['data-readable', 'readable by anyone'],
])

/** One entry of the list. */
export interface Entry {
  /** What all of them are about; undefined for a single finding. */
  readonly subject?: string
  /** The worst of them. */
  readonly finding: WordedFinding
  /** The others, worst first. */
  readonly facts: readonly WordedFinding[]
}

/** The findings as entries, in their order: each subject takes the place of its worst finding. */
export function entriesOf(findings: readonly WordedFinding[]): readonly Entry[] {
  return findings.flatMap((finding): readonly Entry[] => {
    const subject = SUBJECTS.find(({ rules }) => rules.has(finding.rule))
    if (!subject) return [{ finding, facts: [] }]
    const [worst, ...facts] = findings.filter(({ rule }) => subject.rules.has(rule))
    if (worst !== finding) return []
    return [{ finding, facts, ...(facts.length > 0 && { subject: subject.name }) }]
  })
}

/** What a quiet finding is about, in two or three words; undefined for any other finding. */
export function quietly({ rule, severity }: Pick<WordedFinding, 'rule' | 'severity'>): string | undefined {
  return severity === 'info' ? QUIET.get(rule) : undefined
}
