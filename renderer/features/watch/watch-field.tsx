import type { ReactNode } from 'react'
import { said } from '../../texts/said.ts'
import { Icon } from '../../ui/icon.tsx'

interface WatchFieldProps {
  label: string
  hint?: ReactNode
  /** Said in the place where it can be mended. */
  problem?: string
  children: ReactNode
}

/** One line of the sheet: what it is about, the control, and what to know or to mend. */
export function WatchField({ label, hint, problem = '', children }: WatchFieldProps) {
  return (
    <div className="fr" role="group" aria-label={label}>
      <span className="lab">{label}</span>
      <div className="col g1">
        <div className="row g2 wrap">{children}</div>
        {problem ? (
          <span className="msg bad" role="alert">
            <Icon name="alert" size="s" />
            {said(problem)}
          </span>
        ) : null}
        {hint ? <span className="hint">{hint}</span> : null}
      </div>
    </div>
  )
}
