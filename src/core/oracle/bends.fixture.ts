// What both oracles do to a finished text, whatever it is.
import fc from 'fast-check'

/** A stretch of the text becomes other characters: of the alphabets, of structure, or none. */
export const replaceBend = fc.record({
  do: fc.constant('replace' as const),
  at: fc.nat(),
  removed: fc.nat(2),
  inserted: fc.string({ unit: fc.constantFrom(...'AQgwZz09-_+/=.~ "{}\n'.split('')), maxLength: 2 }),
})
