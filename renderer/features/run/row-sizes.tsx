import type { JobRow } from '../../../contract/row-commands.ts'
import { leastShare, savedShare } from '../../state/saved-share.ts'
import { useTexts } from '../../texts/use-texts.ts'

/** How large a file was and its result is. What it became is no larger or smaller than it where many became one. */
export function RowSizes({ row: { sizeBytes, outputs, state, group } }: { row: JobRow }) {
  const { format } = useTexts()
  const outBytes = outputs.reduce((sum, { bytes }) => sum + bytes, 0)
  const isDone = state === 'done' && outputs.length > 0 && !group
  const saved = savedShare(sizeBytes, outBytes)
  return (
    <>
      <span className="sz r" role="gridcell">
        <span className="t3">{format.bytes(sizeBytes)}</span>
        {isDone ? <span> → {format.bytes(outBytes)}</span> : null}
      </span>
      <span className="sv r" role="gridcell">
        {isDone && saved >= leastShare ? format.percent(saved) : ''}
      </span>
    </>
  )
}
