// A checked token with its judgement, for the tests of sharing.
import { check as checkAlone } from '../answers/check.ts'
import { judge } from '../answers/judge.ts'
import { act, checkOf, pasted, typedKey } from '../session.fixture.ts'
import type { Expectations } from '../../core/expectations/expectations.ts'
import { initialViewpoint } from '../state/viewpoint.ts'
import { deskSecrets } from './desk-secrets.ts'
import type { ReportFacts } from './report.ts'

export const NOW = 1_764_249_600

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
    pageVersion: '1.2.3',
  }
  return { facts, check, secrets: deskSecrets(check, viewpoint), expectations }
}
