import { useTexts } from '../texts/use-texts.ts'
import { useFace } from './face.ts'

/** What the engine's computer is called in sentences: by its name, as the server where the address says nothing, or as this one. */
export function useHost(): string {
  const { host, desktop } = useFace()
  const { t } = useTexts()
  if (desktop) return t('desktop.thisComputer')
  return isAddress(host) ? t('frame.server') : host
}

/** An address of this computer tells a person nothing. */
export function isAddress(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || host.startsWith('127.')
}
