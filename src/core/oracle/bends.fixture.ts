// The alteration that both oracles make to any finished text.
import fc from 'fast-check'

/** Replaces a range of the text with other characters: of the base64 alphabets, of the structure, or none. */
export const replaceBend = fc.record({
  do: fc.constant('replace' as const),
  at: fc.nat(),
  removed: fc.nat(2),
  inserted: fc.string({ unit: fc.constantFrom(...'AQgwZz09-_+/=.~ "{}\n'.split('')), maxLength: 2 }),
})
