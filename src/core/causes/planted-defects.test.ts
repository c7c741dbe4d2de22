// Plants each cause of the catalog once and checks that it is named; e2e/causes.spec.ts shows the page the same defects.
import { describe, expect, it } from 'vitest'
import { CAUSES } from './index.ts'
import { givenDefects, inputDefects, keyDefects, secretDefects, signatureDefects } from './planted-defects.fixture.ts'
import { causeOf, why } from './planted.fixture.ts'

const defects = [...secretDefects, ...inputDefects, ...signatureDefects, ...keyDefects]

/** Reported for tokens that verify: there is no mismatch to plant. */
const NO_MISMATCH = ['secret-over-block-size', 'other-token-kind']

describe('the planted defects', () => {
  it('include one for each cause that is searched for automatically', () => {
    const planted = new Set([...defects, ...givenDefects].flatMap(([cause]) => cause.split(' ')))
    const missing = [...CAUSES.values()].filter(({ id, dimension }) => dimension !== 'button' && !planted.has(id)).map(({ id }) => id)
    expect(missing, 'each other one needs a row in planted-defects.fixture.ts').toEqual(NO_MISMATCH)
  })
  const rows = defects.map(([cause, token, key, repair]) => ({ cause, token, key, repair }))
  it.each(rows)('$cause is named, with a button if one can help', async ({ cause, token, key, repair }) => {
    const { held } = await why(token, key)
    expect(held.map(({ id }) => id).join(' ')).toBe(cause)
    expect(held.some(({ fix }) => fix !== undefined)).toBe(repair === undefined)
  })
  it.each(givenDefects)('%s is named if its evidence is given', async (cause, token, key, given) => {
    expect(await causeOf(token, key, given)).toBe(cause)
  })
})
