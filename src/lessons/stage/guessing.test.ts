// Guessing for real: a short secret is found, and no guess is missing or made twice.
import { expect, test } from 'vitest'
import type { Item } from '../lesson.ts'
import { Guessing } from './guessing.ts'
import { Workshop } from './workshop.ts'

const byName = (items: readonly Item[], name: string) => items.find((item) => item.kind !== 'note' && item.name === name)

test('a secret of one or two letters is found within all that there are', async () => {
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

test('another length shows no outcome of the old one', async () => {
  const guessing = new Guessing(new Workshop())
  const button = byName(guessing.items(), 'Try all of this length')
  if (button?.kind === 'button') await button.run()
  const slider = byName(guessing.items(), 'Letters in a random secret')
  if (slider?.kind === 'slider') await slider.slide(20)
  expect(byName(guessing.items(), 'Outcome')).toBeUndefined()
})
