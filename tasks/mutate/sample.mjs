// Selects the mutants to try by a seed and each mutant itself, so that a new line elsewhere doesn't change the selection.
import { createHash } from 'node:crypto'
import { relative } from 'node:path'

/**
 * What Stryker says about a mutant.
 * @typedef {{ line: number, column: number }} Position
 * @typedef {{ id: string, fileName: string, mutatorName: string, replacement: string, location: { start: Position, end: Position } }} Mutant
 */

class Sample {
  async init() {}

  /**
   * Stryker counts mutants that a checker rejects as not compiled, and leaves them out of every figure.
   * @param {readonly Mutant[]} mutants
   */
  async check(mutants) {
    return Object.fromEntries(
      mutants.map((mutant) => [mutant.id, { status: isChosen(mutant) ? 'passed' : 'compileError', reason: 'not in the sample' }]),
    )
  }
}

/** @param {Mutant} mutant */
function isChosen({ fileName, location: { start, end }, mutatorName, replacement }) {
  const { MUTATE_SHARE: share, MUTATE_SEED: seed } = process.env
  const what = [seed, relative('.', fileName), start.line, start.column, end.line, end.column, mutatorName, replacement].join(' ')
  return createHash('sha256').update(what).digest().readUInt32BE() < Number(share) * 2 ** 32
}

export const strykerPlugins = [{ kind: 'Checker', name: 'sample', injectableClass: Sample }]
