import { useHost } from '../../app/use-host.ts'
import { useIsOpen } from '../../app/use-mirror.ts'
import { useTexts } from '../../texts/use-texts.ts'

/** In the place of what cannot be listed while there is no connection; empty while there is one. */
export function PlacesAway({ className }: { className?: string }) {
  const { t } = useTexts()
  const host = useHost()
  const isOpen = useIsOpen()
  return (
    <p role="status" className={className}>
      {isOpen ? '' : t('places.away', { host })}
    </p>
  )
}
