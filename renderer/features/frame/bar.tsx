import type { ReactNode } from 'react'
import { ConnectionBanner } from './connection-banner.tsx'

interface BarProps {
  title: string
  /** The way back, before the title. */
  before?: ReactNode
  beside?: ReactNode
  children?: ReactNode
}

/** The line at the top of a screen: its title and what can be done here; below it, whether there is a connection. */
export function Bar({ title, before, beside, children }: BarProps) {
  return (
    <>
      <header className="bar">
        {before}
        <h1 className="cut">{title}</h1>
        {beside}
        <span className="grow" />
        {children}
      </header>
      <ConnectionBanner />
    </>
  )
}
