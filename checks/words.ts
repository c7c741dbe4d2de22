// The words that this project avoids, each with what to write instead; docs/words.md says which words it uses.

interface Avoided {
  readonly pattern: RegExp
  readonly instead: string
}

/** Only what can be checked without false alarms: each pattern leaves room for the uses that are plain English. */
export const AVOIDED: readonly Avoided[] = [
  { pattern: /\bblanks?\b(?! (?:lines?|pages?|cells?)\b)(?<!about:blank|_blank)/gi, instead: 'whitespace, or a space' },
  { pattern: /\banew\b/gi, instead: 'again' },
  { pattern: /\bwhoever\b/gi, instead: 'anyone who, or the one who is meant' },
  { pattern: /\b(?:somebody|nobody here)\b/gi, instead: 'someone, or who is meant' },
  { pattern: /\bbits? of chance\b/gi, instead: 'bits of entropy' },
  { pattern: /\b(?:brings?|brought|bringing) along\b/gi, instead: 'contains, carries or imports' },
  { pattern: /(?<!\bthere )\b(?:is|are|was|were) no\b(?! longer\b)/gi, instead: 'is not a, has no, or can’t' },
  { pattern: /\bpass(?:es|ed)? over\b/gi, instead: 'skip' },
  { pattern: /\bstands(?! for\b)\b/gi, instead: 'is' },
  { pattern: /\bas it stands\b/gi, instead: 'as it is, or nothing' },
  { pattern: /\bbe it\b/gi, instead: 'whether' },
  { pattern: /\bbelongs? into\b/gi, instead: 'belongs in' },
  { pattern: /\berr(?:s|ed)\b/gi, instead: 'gets it wrong' },
  { pattern: /\b(?:another|one) writing\b/gi, instead: 'how it is formatted, or serialized' },
  { pattern: /\bof one’s own\b|\bof one's own\b/gi, instead: 'your own' },
  { pattern: /\ball through\b/gi, instead: 'throughout, or entirely' },
]

/** A word to avoid, where it was found, and what to write instead. */
export interface Found {
  /** From 1. */
  readonly line: number
  readonly word: string
  readonly instead: string
}

/** Finds every avoided word in a text, in order of the list. */
export function avoidedWords(text: string): Found[] {
  return AVOIDED.flatMap(({ pattern, instead }) =>
    [...text.matchAll(pattern)].map((match) => ({ line: text.slice(0, match.index).split('\n').length, word: match[0], instead })),
  )
}
