import type { ReactNode } from 'react'
import { useTexts } from '../../texts/use-texts.ts'
import { IconButton } from '../../ui/button.tsx'
import { copyText } from '../../ui/copy-text.ts'
import { Glyph } from '../../ui/glyph.tsx'
import type { IconName } from '../../ui/icon.tsx'
import { useServerName } from './use-server-name.ts'

const command = 'millrace serve'

/** Where whoever has no key finds one, or has one made. */
export function WhereAKeyIs() {
  const { t } = useTexts()
  const host = useServerName()
  return (
    <>
      <h2 className="h3">{t('signIn.where')}</h2>
      <ol className="list hw">
        <Way icon="right" title={t('signIn.terminal', { host })} why={t('signIn.terminalWhy')} />
        <Way icon="rotate" title={t('signIn.again')} why={t('signIn.againWhy')}>
          <code className="tok">{command}</code>
          <IconButton
            icon="copy"
            size="small"
            label={t('signIn.copy', { command })}
            onClick={() => void copyText(command)}
          />
        </Way>
        <Way icon="globe" title={t('signIn.other')} why={t('signIn.otherWhy')} />
      </ol>
    </>
  )
}

interface WayProps {
  icon: IconName
  title: string
  why: string
  children?: ReactNode
}

function Way({ icon, title, why, children }: WayProps) {
  return (
    <li>
      <Glyph name={icon} size="small" />
      <div className="grow">
        <b className="med">{title}</b>
        <p className="sm t3">{why}</p>
      </div>
      {children}
    </li>
  )
}
