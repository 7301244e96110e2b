import type { FaultCode, WireFault } from '../../../contract/fault.ts'
import { useHost } from '../../app/use-host.ts'
import { nameOf } from '../../texts/shown-path.ts'
import { useTexts } from '../../texts/use-texts.ts'

/** What can go wrong on the way that whoever sends a file can do something about. */
const told = ['disk-full', 'too-large', 'name-refused', 'name-taken', 'file-missing', 'no-connection'] as const
type Told = (typeof told)[number]

/** Why a file of this computer could not be sent and what its sender can do, in words of this page: of the server's own places and commands a sender knows nothing. */
export function useUploadAdvice(): (path: string, fault: Pick<WireFault, 'code'>) => string {
  const { t } = useTexts()
  const host = useHost()
  return (path, { code }) => {
    const facts = { name: nameOf(path), host, code }
    return isTold(code) ? t(`upload.advice.${code}`, facts) : t('upload.advice.other', facts)
  }
}

function isTold(code: FaultCode): code is Told {
  return told.some((one) => one === code)
}
