import type { FaultCode } from './fault.ts'

/** What a failed system call on a file means, whoever made it: by its errno, as POSIX names them. */
export const errnoFaults: Readonly<Record<string, FaultCode>> = {
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
  ENXIO: 'volume-gone',
  ENODEV: 'volume-gone',
  ESTALE: 'volume-gone',
  // A file system served from elsewhere whose server does not answer.
  ENOTCONN: 'volume-gone',
  EHOSTDOWN: 'volume-gone',
  EHOSTUNREACH: 'volume-gone',
  ENETDOWN: 'volume-gone',
  ENETUNREACH: 'volume-gone',
  ETIMEDOUT: 'volume-gone',
  // So Windows says it of a share.
  ECONNRESET: 'volume-gone',
  EBUSY: 'file-busy',
  EIO: 'io-error',
  // Whatever Windows says that POSIX has no word for: a virus scanner keeps the file, or a cloud cannot bring it.
  UNKNOWN: 'io-error',
}

/** Too few open files, threads or processes were left to start something, or to load a part of this program. */
const lacks: ReadonlySet<string> = new Set([
  'EMFILE',
  'ENFILE',
  'EAGAIN',
  'ENOMEM',
  'ERR_WORKER_INIT_FAILED',
  // Node says so of a package it cannot open; one that is broken would have kept the engine from starting.
  'ERR_INVALID_PACKAGE_CONFIG',
])

/** Whether a start failed, or a part of this program could not be loaded, for want of what others may give back. */
export function isLack(errno: string): boolean {
  return lacks.has(errno)
}

/** What is told of an errno beside its fault, where that alone would not say it: in the same words wherever it is met. */
export const errnoReasons: Readonly<Record<string, string>> = {
  EPERM: 'The system does not allow it (EPERM).',
  EACCES: 'Permission denied (EACCES).',
  EDQUOT: 'The disk quota is used up.',
  EISDIR: 'It is a folder.',
  EIO: 'Input/output error (EIO).',
  UNKNOWN: 'Windows names no reason that is known. A virus scanner may keep it, or a cloud may not have brought it.',
}

/** The errno of a failed system call, or empty. Some that the runtime has no name for it gives by number only: `numbers` are the system's own. */
export function errnoIn(error: unknown, numbers: Readonly<Record<string, number>>): string {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return ''
  if (/^[A-Z]\w*$/.test(error.code) || !('errno' in error)) return error.code
  const { errno } = error
  return Object.keys(numbers).find((name) => numbers[name] === -Number(errno)) ?? error.code
}
