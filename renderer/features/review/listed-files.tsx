import { useState } from 'react'
import type { PlannedFile } from '../../../contract/batch-commands.ts'
import { said } from '../../texts/said.ts'
import { foldersOf, nameOf, shown } from '../../texts/shown-path.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { Button } from '../../ui/button.tsx'
import { Line } from './review-parts.tsx'

interface ListedProps {
  what: string
  why?: string
  files: readonly PlannedFile[]
  state: PlannedFile['state']
  count: number
}

/** A count that shows its files when asked. */
export function ListedFiles({ what, why, files, state, count }: ListedProps) {
  const { t } = useTexts()
  const [open, setOpen] = useState(false)
  if (count === 0) return null
  const listed = files.filter((file) => file.state === state)
  return (
    <>
      <Line {...(state === 'fault' ? { look: 'bad' as const } : {})} what={what} why={why}>
        {listed.length > 0 ? (
          <Button size="small" aria-expanded={open} onClick={() => setOpen(!open)}>
            {t(open ? 'review.hide' : 'review.show')}
          </Button>
        ) : null}
      </Line>
      {open ? (
        <ul className="rv-l">
          {listed.map(({ path, note }) => (
            <li key={path} title={shown(path)}>
              <b className="cut">{nameOf(path)}</b>
              {note === '' ? (
                <span className="cut t3">{foldersOf(path)}</span>
              ) : (
                <span className="why t3">{said(note)}</span>
              )}
            </li>
          ))}
        </ul>
      ) : null}
    </>
  )
}
