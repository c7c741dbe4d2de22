// Shows bytes as a hex dump: an offset, eight bytes in hexadecimal and in ASCII, one page of rows at a time.
import { useState } from 'react'
import { Pager } from './pager.tsx'
import styles from './hex-dump.module.css'

const PER_ROW = 8
const ROWS = 32

interface HexDumpProps {
  /** What the bytes are, in words: "the payload". */
  readonly what: string
  readonly bytes: Uint8Array
  /** The marked bytes, half open; their page is shown. */
  readonly lit?: { readonly from: number; readonly to: number } | undefined
  /** A byte was pressed. */
  onChoose(at: number): void
}

export function HexDump({ what, bytes, lit, onChoose }: HexDumpProps) {
  const pages = Math.max(1, Math.ceil(bytes.length / (PER_ROW * ROWS)))
  const [chosen, setChosen] = useState({ page: 0, for: lit?.from })
  const page = Math.min(pages - 1, lit && chosen.for !== lit.from ? Math.floor(lit.from / (PER_ROW * ROWS)) : chosen.page)
  const start = page * PER_ROW * ROWS
  const rows = Math.min(ROWS, Math.ceil((bytes.length - start) / PER_ROW))
  return (
    <>
      {/* Keys step through the bytes in the lens, above. */}
      {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions */}
      <table
        className={styles.dump}
        aria-label={`Bytes of ${what} in hexadecimal`}
        translate="no"
        onClick={(event) => {
          const at = (event.target as HTMLElement).dataset['at']
          if (at !== undefined) onChoose(Number(at))
        }}
      >
        <tbody>
          {Array.from({ length: rows }, (_, row) => {
            const from = start + row * PER_ROW
            const part = [...bytes.subarray(from, from + PER_ROW)]
            return (
              <tr key={row}>
                <th scope="row">{from.toString(16).padStart(4, '0')}</th>
                <td>
                  {part.map((byte, i) => {
                    const hex = byte.toString(16).padStart(2, '0')
                    const isLit = lit && from + i >= lit.from && from + i < lit.to
                    return isLit ? (
                      <mark key={i} data-at={from + i}>
                        {hex}
                      </mark>
                    ) : (
                      <span key={i} data-at={from + i}>
                        {hex}
                      </span>
                    )
                  })}
                </td>
                <td>{part.map((byte) => (byte > 31 && byte < 127 ? String.fromCharCode(byte) : '·')).join('')}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
      <Pager what={what} page={page} pages={pages} onPage={(next) => setChosen({ page: next, for: lit?.from })} />
    </>
  )
}
