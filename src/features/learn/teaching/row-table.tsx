// A table whose rows are named by their first cell, for pictures and worksheets.
interface RowTableProps {
  readonly head: readonly string[]
  /** The first cell of a row names it. */
  readonly rows: readonly (readonly string[])[]
  /** Leaves the other cells empty, to write in. */
  readonly empty?: boolean
  readonly className: string | undefined
}

export function RowTable({ head, rows, empty = false, className }: RowTableProps) {
  return (
    <table className={className}>
      <thead>
        <tr>
          {head.map((cell) => (
            <th key={cell} scope="col">
              {cell}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(([name, ...cells]) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            {cells.map((cell, at) => (
              <td key={at}>{empty ? '' : cell}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
