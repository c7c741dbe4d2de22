import { describe, expect, it } from 'vitest'
import type { Command } from './command-list.ts'
import { grouped, matching } from './matching.ts'

const command = (label: string, group = 'Token'): Command => ({ label, group, run: () => {} })
const commands = [command('Copy the token'), command('Undo edits'), command('ML-DSA-65', 'Samples'), command('Sign again')]
const found = (typed: string) => matching(commands, typed).map(({ label }) => label)

describe('typed letters', () => {
  it.each([
    ['', ['Copy the token', 'Undo edits', 'ML-DSA-65', 'Sign again']],
    ['  ', ['Copy the token', 'Undo edits', 'ML-DSA-65', 'Sign again']],
    ['tok cop', ['Copy the token']],
    ['dsa 65', ['ML-DSA-65']],
    ['samp', ['ML-DSA-65']],
    ['gain', []],
    ['zzz', []],
  ])('%j match the commands whose words they begin', (typed, labels) => expect(found(typed)).toEqual(labels))

  it.each(['create', 'gen tok', 'new', 'encode', 'sign tok'])('match a command by its other names: %j', (typed) => {
    const made = { ...command('New token', 'Make'), alsoCalled: 'create generate encode sign' }
    expect(matching([...commands, made], typed)).toContain(made)
  })

  it('put the command that begins with them first', () => {
    const two = [command('Copy the key'), command('Key')]
    expect(matching(two, 'key').map(({ label }) => label)).toEqual(['Key', 'Copy the key'])
  })
})

it('each group appears once, where its first command is', () => {
  const mixed = [command('a', 'Samples'), command('b'), command('c', 'Samples'), command('d')]
  expect(grouped(mixed).map(({ name, commands: members }) => [name, members.map(({ label }) => label)])).toEqual([
    ['Samples', ['a', 'c']],
    ['Token', ['b', 'd']],
  ])
  expect(grouped([])).toEqual([])
})
