// Estimates a secret's entropy in bits, in favor of those who would guess it; random secrets get their full length.

/** Bits below which guessing pays. The RFC asks for as many as the hash has; a random UUID (122) is still out of reach. */
export const GUESSABLE_BITS = 100

/** An estimate in bits; for text the sum over its runs of letters, digits and signs, words and sequences counted low. */
export function estimatedBits(secret: Uint8Array): number {
  const sample = secret.subarray(0, 256)
  if (sample.length === 0) return 0
  const distinct = new Set(sample).size
  // Few different bytes are few choices, whatever the length.
  const byVariety = distinct <= 1 ? 4 : sample.length * Math.log2(distinct)
  const text = printable(sample)
  // Bytes of a random secret seldom repeat; Shannon's measure would underrate a short sample.
  if (text === undefined) return distinct * 4 >= sample.length * 3 ? sample.length * 8 : Math.round(byVariety)
  if (/^[0-9a-f-]+$/i.test(text) && /[a-f]/i.test(text) && /\d/.test(text) && distinct > 7) return text.replace(/-/g, '').length * 4
  let bits = 0
  let previous = ''
  for (const [run] of text.matchAll(/[A-Za-z]+|\d+|[^A-Za-z0-9]+/g)) {
    bits += run === previous ? 1 : runBits(run)
    previous = run
  }
  return Math.round(Math.min(bits, byVariety))
}

function runBits(run: string): number {
  if (isSequence(run)) return 6
  if (/^\d/.test(run)) return /^(?:19|20)\d\d$/.test(run) ? 7 : run.length * 3.3
  if (/^[-_ .]$/.test(run)) return 1
  if (!/^[A-Za-z]/.test(run)) return new Set(run).size === 1 ? 4 : run.length * 4
  // A walk over the keyboard costs a guesser one try.
  const bare = ROWS.reduce((text, row) => text.replaceAll(row, ' '), run.toLowerCase())
  if (bare.includes(' ')) return bare.split(' ').reduce((sum, rest) => sum + 5 + (rest === '' ? 0 : wordBits(rest)), 0)
  // "mySecretKey" is three words.
  const words = run.match(/[A-Z]?[a-z]+|[A-Z]+(?![a-z])/g) ?? [run]
  return words.reduce((sum, word) => sum + wordBits(word), 0)
}

/** A pronounceable run of letters is a word or two; others are chance. */
function wordBits(word: string): number {
  const pool = /[a-z]/.test(word) && /[A-Z]/.test(word) ? 5.7 : 4.7
  const vowels = word.match(/[aeiouy]/gi)?.length ?? 0
  const ratio = vowels / word.length
  const clusters = /[bcdfghjklmnpqrstvwxz]{5}|[qxj][bcdfgjkmpqtvwxz]/i.test(word)
  if (word.length < 3 || ratio < 0.2 || ratio > 0.7 || clusters || !readsLikeWords(word)) return word.length * pool
  return Math.min(word.length * pool, 5 + word.length)
}

/** The pairs of letters that words of European languages are made of; random letters have one of them in every sixth place. */
const PAIRS = new Set(
  (
    'th he in er an re on at en nd ti es or te of ed is it al ar st to nt ng se ha as ou io le ve co me de hi ri ro ic ne ea ra ce li ch ll be ma si om ur ' +
    'ca el ta la ns di fo ho pe ec pr no ct us ac ot il tr ly nc et ut ss so rs un lo wa ge ie wh ee wi em ad ol rt po we na ul ni ts mo ow pa im mi ai sh ' +
    'ke ey ck my oo qu tt op pp am ir id su ab gh ay rd sp ev'
  ).split(' '),
)

function readsLikeWords(word: string): boolean {
  // Of three letters abbreviations are made, too.
  if (word.length < 4) return true
  const folded = word.toLowerCase()
  let known = 0
  for (let i = 1; i < folded.length; i++) if (PAIRS.has(folded.slice(i - 1, i + 1))) known++
  return known >= 0.45 * (folded.length - 1)
}

const ROWS = ['abcdefghijklmnopqrstuvwxyz', '01234567890', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm', 'qwertzuiop', 'yxcvbnm']

function isSequence(run: string): boolean {
  if (run.length < 3) return false
  const folded = run.toLowerCase()
  if (new Set(folded).size === 1) return true
  if (/^\d/.test(folded)) {
    const step = (i: number) => (Number(folded[i + 1]) - Number(folded[i]) + 10) % 10
    const first = step(0)
    if ((first === 1 || first === 9) && Array.from({ length: folded.length - 1 }, (_, i) => step(i)).every((each) => each === first))
      return true
  }
  const backwards = folded.split('').toReversed().join('')
  return ROWS.some(
    (row) => row.includes(folded) || row.includes(backwards) || (folded.length > row.length && `${row}${row}`.includes(folded)),
  )
}

function printable(bytes: Uint8Array): string | undefined {
  for (const byte of bytes) if (byte < 0x20 || byte > 0x7e) return undefined
  return String.fromCharCode(...bytes)
}
