import type { ReactNode } from 'react'
import { Glyph } from './glyph.tsx'
import type { IconName } from './icon.tsx'

/** What would be here, and how it gets here. */
export function Empty({ icon, title, children }: { icon: IconName; title: string; children?: ReactNode }) {
  return (
    <div className="emp">
      <Glyph name={icon} size="large" />
      <b>{title}</b>
      {children}
    </div>
  )
}
