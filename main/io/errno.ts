import { constants } from 'node:os'
import { errnoFaults, errnoIn, errnoReasons } from '../../contract/errno-faults.ts'
import { Fault, type FaultCode } from '../../contract/fault.ts'
import { isOwnName } from '../../contract/own-names.ts'
import { folderOf, nameOf } from './paths.ts'

/** Names are written here, and files moved: more can be wrong than where files are read. */
const codes: Readonly<Record<string, FaultCode>> = {
  ...errnoFaults,
  ENAMETOOLONG: 'name-too-long',
  EINVAL: 'name-refused',
  EILSEQ: 'name-refused',
  ELOOP: 'file-special',
  ETXTBSY: 'file-busy',
  EXDEV: 'volume-apart',
  EREMOTEIO: 'io-error',
  EEXIST: 'name-taken',
}

/** The errno of a failed system call, or empty. */
export function errnoOf(error: unknown): string {
  return errnoIn(error, constants.errno)
}

/**
 * A failed system call as a fault about `path`, or about its folder where the name is one of ours, which says nothing to anybody. Whatever is not a
 * known errno is a bug with its cause kept.
 */
export function ioFault(error: unknown, path: string): Fault {
  if (error instanceof Fault) return error
  const errno = errnoOf(error)
  const code = codes[errno]
  if (!code) return Fault.from(error, path)
  const subject = isOwnName(nameOf(path)) ? folderOf(path) : path
  return new Fault(code, { subject, why: reasons[errno] ?? '', cause: error })
}

const reasons: Readonly<Record<string, string>> = {
  ...errnoReasons,
  ELOOP: 'It is a link that leads in a circle.',
  EINVAL: 'The disk does not take such a name.',
  EILSEQ: 'The disk does not take such a name.',
}
