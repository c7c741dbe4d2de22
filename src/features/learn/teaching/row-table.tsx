// A table whose rows are named by their first cell, as pictures and worksheets have it.
interface RowTableProps {
  readonly head: readonly string[]
  /** The first cell of a row names it. */
  readonly rows: readonly (readonly string[])[]
  /** The cells are left empty, to be written in. */
  readonly blank?: boolean
  readonly className: string | undefined
}

export function RowTable({ head, rows, blank = false, className }: RowTableProps) {
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
              <td key={at}>{blank ? '' : cell}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
