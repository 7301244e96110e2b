import type { TableText } from '../../state/changed-cells.ts'
import { shown } from '../../texts/shown-path.ts'

const rowsMost = 200

/** The beginning of a table as it came. */
export function PlainTable({ table, label }: { table: TableText; label: string }) {
  const { cells, isCut } = table
  const [head = [], ...rows] = isCut ? cells.slice(0, -1) : cells
  return (
    <div className="pv-w" tabIndex={0} role="group" aria-label={label}>
      <table className="pv-tb">
        <thead>
          <tr>
            <td className="pv-i" />
            {head.map((text, at) => (
              <th key={at} scope="col">
                {shown(text)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, rowsMost).map((row, nth) => (
            <tr key={nth}>
              <td className="pv-i">{nth + 1}</td>
              {row.map((text, at) => (
                <td key={at}>{shown(text)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
