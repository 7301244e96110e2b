import type { ReactNode } from 'react'
import { ConnectionBanner } from './connection-banner.tsx'

/** The line at the top of a screen: its title and what can be done here; below it, whether there is a connection. */
export function Bar({ title, beside, children }: { title: string; beside?: ReactNode; children?: ReactNode }) {
  return (
    <>
      <header className="bar">
        <h1 className="cut">{title}</h1>
        {beside}
        <span className="grow" />
        {children}
      </header>
      <ConnectionBanner />
    </>
  )
}
