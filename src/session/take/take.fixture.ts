// A checked token with its judgement, for the tests of sharing.
import { check as checkAlone } from '../answers/check.ts'
import { judge } from '../answers/judge.ts'
import { act, checkOf, pasted, typedKey } from '../session.fixture.ts'
import type { Expectations } from '../../core/expectations/expectations.ts'
import { initialViewpoint } from '../state/viewpoint.ts'
import { deskSecrets } from './desk-secrets.ts'
import type { ReportFacts } from './report.ts'

export const NOW = 1_764_249_600

const COMMIT = '7069078d8dd9b64f68cfc3f3e31c4790aa7d76cc'
/** Not in the order of SHA256SUMS. */
const FILES = [
  { name: 'jwt-inspector.html', sha256: '6d47f4fab43c60e82d0b7fcc9ba12b4a052b5e2cdfac6104722212aa0a532da3' },
  { name: 'assets/aes.js', sha256: '7f5b0076e280731743b0cbf720cb91dd91d2b746ec6d12203df3f8a1374c2dc5' },
]

/** The input of share and report. The verdict quotes `quote`, as the page's own does; causes are searched for if `why`. */
export async function taken(token: string, key = '', expectations: Expectations = {}, quote = '', why = false) {
  const state = act(pasted(token), ...(key === '' ? [] : [{ type: 'use-key', key: typedKey(key) } as const]))
  const check = await (why ? checkOf : checkAlone)(state)
  const viewpoint = { ...initialViewpoint, expectations }
  const facts: ReportFacts = {
    verdict: {
      sentence: `The signature verifies for “${quote}”.`,
      detail: `It is for “${quote.slice(0, 39)}…”.`,
      gates: [{ name: 'Signature', state: 'valid', text: 'Verifies' }],
    },
    check,
    judgement: judge(check, viewpoint, NOW),
    now: NOW,
    page: { version: '1.2.3', commit: COMMIT, files: FILES },
  }
  return { facts, check, secrets: deskSecrets(check, viewpoint), expectations }
}
