import type { ReactNode } from 'react'
import { Icon, type IconName } from './icon.tsx'

interface BannerProps {
  look: 'info' | 'warn' | 'bad' | 'ok'
  icon: IconName
  title: ReactNode
  children?: ReactNode
  /** Buttons at the right. */
  actions?: ReactNode
}

/** Something happened, or needs the person. What stops work is said at once, the rest when there is a pause. */
export function Banner({ look, icon, title, children, actions }: BannerProps) {
  return (
    <div className={`ban ${look}`} role={look === 'warn' || look === 'bad' ? 'alert' : 'status'}>
      <Icon name={icon} />
      <div className="grow">
        <b>{title}</b>
        {children ? <p>{children}</p> : null}
      </div>
      {actions ? <div className="row g2">{actions}</div> : null}
    </div>
  )
}
