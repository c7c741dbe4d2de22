// Each cause of the catalogue is planted once and named; the page is shown the same defects in e2e/causes.spec.ts.
import { describe, expect, it } from 'vitest'
import { CAUSES } from './index.ts'
import { givenDefects, inputDefects, keyDefects, secretDefects, signatureDefects } from './planted-defects.fixture.ts'
import { causeOf, why } from './planted.fixture.ts'

const defects = [...secretDefects, ...inputDefects, ...signatureDefects, ...keyDefects]

/** Said of tokens that verify: there is no mismatch to plant. */
const NO_MISMATCH = ['secret-over-block-size', 'other-token-kind']

describe('the planted defects', () => {
  it('hold one for each cause that is searched for without being asked', () => {
    const planted = new Set([...defects, ...givenDefects].flatMap(([cause]) => cause.split(' ')))
    const missing = [...CAUSES.values()].filter(({ id, dimension }) => dimension !== 'button' && !planted.has(id)).map(({ id }) => id)
    expect(missing, 'each other one needs a row in planted-defects.fixture.ts').toEqual(NO_MISMATCH)
  })
  const rows = defects.map(([cause, token, key, repair]) => ({ cause, token, key, repair }))
  it.each(rows)('$cause is named, with a button where one can help', async ({ cause, token, key, repair }) => {
    const { held } = await why(token, key)
    expect(held.map(({ id }) => id).join(' ')).toBe(cause)
    expect(held.some(({ fix }) => fix !== undefined)).toBe(repair === undefined)
  })
  it.each(givenDefects)('%s is named beside what it shows by', async (cause, token, key, given) => {
    expect(await causeOf(token, key, given)).toBe(cause)
  })
})
