import { useCallback, useState } from 'react'
import { membersMost } from '../../../contract/job.ts'
import type { JobRow } from '../../../contract/row-commands.ts'
import { useAnswer } from '../../app/use-answer.ts'
import { formatOf, nameOf, shown } from '../../texts/shown-path.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { Button } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import { useCopy } from './use-copy.ts'
import { isPicture } from './thumb.tsx'

interface PartsProps {
  row: JobRow
  topPx: number
  measure: (seq: number, element: HTMLElement | null) => void
}

interface Part {
  path: string
  sizeBytes: number
}

const shownAtFirst = 8

/** Below a row: the results a file was split into, or the files it was gathered with, in their order. */
export function Parts({ row, topPx, measure }: PartsProps) {
  const { t, n } = useTexts()
  const { seq, group, outputs } = row
  const ref = useCallback((element: HTMLElement | null) => measure(seq, element), [measure, seq])
  const [all, setAll] = useState(false)
  const members = useMembers(row)
  const parts: readonly Part[] = group ? members : outputs.map(({ path, bytes }) => ({ path, sizeBytes: bytes }))
  const count = group ? group.members : outputs.length
  const listed = parts.slice(0, all ? membersMost : shownAtFirst)
  const label = group
    ? t('run.members', { name: nameOf(outputs[0]?.path ?? row.path) })
    : t('run.results', { name: nameOf(row.path) })
  return (
    <div ref={ref} className="fail-p parts" role="row" style={{ transform: `translateY(${topPx}px)` }}>
      <div role="gridcell">
        <ul aria-label={label}>
          {listed.map((part) => (
            <PartLine key={part.path} part={part} />
          ))}
        </ul>
        {count > listed.length ? (
          <div className="parts-m row g2">
            <Icon name={group ? 'merge' : 'archive'} size="s" />
            <span className="grow">{t('run.moreParts', n(count - listed.length))}</span>
            {all ? null : (
              <Button size="small" look="accent" onClick={() => setAll(true)}>
                {t('run.showAllParts', n(Math.min(count, membersMost)))}
              </Button>
            )}
          </div>
        ) : null}
      </div>
    </div>
  )
}

function PartLine({ part: { path, sizeBytes } }: { part: Part }) {
  const { format } = useTexts()
  return (
    <li title={shown(path)}>
      <span className="thumb">
        <Icon name={isPicture(path) ? 'image' : 'doc'} />
      </span>
      <span className="cut grow">{nameOf(path)}</span>
      <span className="sm t3">{formatOf(path)}</span>
      <span className="sm t2 r parts-s">{format.bytes(sizeBytes)}</span>
    </li>
  )
}

function useMembers({ seq, group }: JobRow): readonly Part[] {
  const { batch } = useCopy()
  return useAnswer('batch.job', group ? { batch, seq } : null).value?.job.members ?? []
}
