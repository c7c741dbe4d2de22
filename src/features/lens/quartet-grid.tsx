// The grid in the lens: four characters above their 24 bits, the three bytes they encode, and the text of those bytes.
import type { Quartet } from '../../core/lens/quartet.ts'
import { byteBits } from '../../core/lens/quartet.ts'
import styles from './lens.module.css'
import { encodeHex } from '../../core/text/bytes.ts'

/** `at`: the token offset of the character that is pointed at; undefined if several are. */
export function QuartetGrid({ quartet, at, text }: { readonly quartet: Quartet; readonly at: number | undefined; readonly text: boolean }) {
  const { characters, bytes, codePoints, unused } = quartet
  const last = characters.length - 1
  return (
    <div className={styles.grid} translate="no">
      <span className={styles.label}>base64url</span>
      {characters.map((each, i) => (
        <b key={i} className={`${styles.six} ${each.at === at ? styles.pointed : ''}`}>
          {each.character}
        </b>
      ))}
      <span className={styles.label}>6 bits each</span>
      {characters.map((each, i) => (
        <span key={i} className={`${styles.six} ${styles.bits} ${each.at === at ? styles.pointed : ''}`}>
          {i === last && unused > 0 ? (
            <>
              {each.bits.slice(0, 6 - unused)}
              <s>{each.bits.slice(6 - unused)}</s>
            </>
          ) : (
            each.bits
          )}
        </span>
      ))}
      <span className={styles.label}>8 bits each</span>
      {bytes.map((byte, i) => (
        <span key={i} className={`${styles.eight} ${styles.bits}`}>
          {byteBits(byte)}
        </span>
      ))}
      <span className={styles.label}>hex</span>
      {bytes.map((byte, i) => (
        <span key={i} className={`${styles.eight} ${styles.bits}`}>
          {encodeHex([byte])}
        </span>
      ))}
      {text && (
        <>
          <span className={styles.label}>UTF-8</span>
          {codePoints.map((point, i) => (
            <b key={i} className={styles.eight} style={{ gridColumnEnd: `span ${point.bytes * 8}` }}>
              {!point.begins && <small>…</small>}
              {visible(point.text)}
              {!point.ends && <small>…</small>}
            </b>
          ))}
        </>
      )}
    </div>
  )
}

/** The quartet in words, for screen readers. */
export function quartetInWords({ characters, bytes, codePoints, unused }: Quartet): string {
  const parts = [`Characters ${characters.map(({ character }) => character).join(' ')}`, `bytes ${encodeHex(bytes, ' ')}`]
  if (codePoints.length > 0) parts.push(`text ${codePoints.map(({ text }) => visible(text)).join(' ')}`)
  if (unused > 0) parts.push(`${unused} bits not used`)
  return parts.join(', ')
}

const NAMES = new Map([
  [' ', '␣'],
  ['\n', '⏎'],
  ['\r', '␍'],
  ['\t', '⇥'],
  ['\ufeff', 'BOM'],
  ['\ufffd', 'not UTF-8'],
])

/** A visible form of a code point. */
function visible(text: string): string {
  const named = NAMES.get(text)
  if (named) return named
  return /^\p{C}$/u.test(text) ? `U+${text.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}` : text
}
