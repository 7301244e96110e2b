import type { ReactNode } from 'react'

interface StatProps {
  label: string
  value: string
  sub?: string
  /** Beside the figures, where there is room. */
  children?: ReactNode
}

/** One figure of a run, with what it is and what more is to be said. */
export function Stat({ label, value, sub, children }: StatProps) {
  const figures = (
    <>
      <b>{value}</b>
      {sub ? <div className="sub cut">{sub}</div> : null}
    </>
  )
  return (
    <div className="stat">
      <small>{label}</small>
      {children ? (
        <div className="row g3">
          <div>{figures}</div>
          <span className="hide-n">{children}</span>
        </div>
      ) : (
        figures
      )}
    </div>
  )
}
