import { Fault, type FaultCode } from '../contract/fault.ts'

const codes: Record<string, FaultCode> = {
  ENOENT: 'file-missing',
  ENOTDIR: 'file-missing',
  EACCES: 'not-permitted',
  EPERM: 'not-permitted',
  EISDIR: 'file-special',
  ENOSPC: 'disk-full',
  EDQUOT: 'disk-full',
  EFBIG: 'disk-limit',
  EROFS: 'read-only',
  EMFILE: 'too-many-open',
  ENFILE: 'too-many-open',
  ENODEV: 'volume-gone',
  ENXIO: 'volume-gone',
  ESTALE: 'volume-gone',
  ENOTCONN: 'volume-gone',
  EHOSTDOWN: 'volume-gone',
  EHOSTUNREACH: 'volume-gone',
  ENETDOWN: 'volume-gone',
  ENETUNREACH: 'volume-gone',
  ETIMEDOUT: 'volume-gone',
  EBUSY: 'file-busy',
  EIO: 'io-error',
}

/** A failed system call on `path` as a fault; anything that is not a known errno is a bug with its cause kept. */
export function errnoFault(error: unknown, path: string): Fault {
  if (error instanceof Fault) return error
  const errno = error instanceof Error && 'code' in error ? String(error.code) : ''
  const code = codes[errno]
  return code
    ? new Fault(code, { subject: path, why: `The system says ${errno}.`, cause: error })
    : Fault.from(error, path)
}

/** Calls the system and waits where it is, with a failed call made a fault about `path`. */
export function callingSystem<T>(path: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw errnoFault(error, path)
  }
}
