import type { ComponentProps, ReactNode } from 'react'
import { DialogTitle } from './dialog.tsx'
import { Glyph } from './glyph.tsx'

type AskBodyProps = Pick<ComponentProps<typeof Glyph>, 'name' | 'look'> & { title: string; children: ReactNode }

/** What a dialog asks: a drawing beside the question, and what there is to know before it is answered. */
export function AskBody({ title, children, ...glyph }: AskBodyProps) {
  return (
    <div className="dlg-b row g4 dlg-t">
      <Glyph {...glyph} size="medium" />
      <div className="grow">
        <DialogTitle>{title}</DialogTitle>
        {children}
      </div>
    </div>
  )
}
