// Guessing finds a short secret, and makes every guess exactly once.
import { expect, test } from 'vitest'
import type { Item } from '../lesson.ts'
import { Guessing } from './guessing.ts'
import { Workshop } from './workshop.ts'

const byName = (items: readonly Item[], name: string) => items.find((item) => item.kind !== 'note' && item.name === name)

test('finds a secret of one or two letters without trying more than all of them', async () => {
  const guessing = new Guessing(new Workshop())
  for (const [length, all] of [
    [1, 26],
    [2, 676],
  ] as const) {
    const slider = byName(guessing.items(), 'Letters in a random secret')
    if (slider?.kind === 'slider') await slider.slide(length)
    const button = byName(guessing.items(), 'Try all of this length')
    if (button?.kind === 'button') await button.run()
    const [guesses, outcome] = ['Guesses', 'Outcome'].map((name) => byName(guessing.items(), name))
    expect(guesses?.kind === 'value' && Number(guesses.text)).toBeLessThanOrEqual(all)
    expect(outcome?.kind === 'value' && outcome.text).toMatch(new RegExp(`^found: [a-z]{${length}}$`))
    expect(guessing.found.has(length)).toBe(true)
  }
})

test('hides the outcome of the old length when the length changes', async () => {
  const guessing = new Guessing(new Workshop())
  const button = byName(guessing.items(), 'Try all of this length')
  if (button?.kind === 'button') await button.run()
  const slider = byName(guessing.items(), 'Letters in a random secret')
  if (slider?.kind === 'slider') await slider.slide(20)
  expect(byName(guessing.items(), 'Outcome')).toBeUndefined()
})
