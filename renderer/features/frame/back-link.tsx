import { printRoute, type Route } from '../../app/route.ts'
import { Icon } from '../../ui/icon.tsx'

/** To the place that a screen belongs to. */
export function BackLink({ to, label }: { to: Route; label: string }) {
  return (
    <a className="ib" href={printRoute(to)} aria-label={label} title={label}>
      <Icon name="left" />
    </a>
  )
}
