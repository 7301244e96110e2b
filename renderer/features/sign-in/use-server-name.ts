import { isAddress } from '../../app/use-host.ts'
import { useTexts } from '../../texts/use-texts.ts'

/** What the server is called in a sentence: by its name, where the address has one. */
export function useServerName(): string {
  const { t } = useTexts()
  return isAddress(location.hostname) ? t('frame.server') : location.hostname
}
