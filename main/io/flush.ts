import * as fs from 'node:fs'
import { open } from 'node:fs/promises'
import { promisify } from 'node:util'
import { errnoOf, ioFault } from './errno.ts'
import { toFs } from './paths.ts'

/** Windows flushes only what is open for writing; elsewhere reading is enough, and works on write-protected results. */
export const flushFlags = process.platform === 'win32' ? fs.constants.O_RDWR : fs.constants.O_RDONLY

/** Puts a file's bytes on the disk itself. */
export function flushFile(path: string): void {
  const descriptor = fs.openSync(toFs(path), flushFlags)
  try {
    fs.fsyncSync(descriptor)
  } finally {
    fs.closeSync(descriptor)
  }
}

/** The same without waiting for it: the thread goes on with other work. */
export async function flushFileSoon(path: string): Promise<void> {
  await using file = await open(toFs(path), flushFlags)
  await file.sync()
}

/** The same for a file that is open with `flushFlags`. */
export function flushOpen(descriptor: number): void {
  fs.fsyncSync(descriptor)
}

/** The same without waiting for it. Whoever calls keeps it open until then. */
export const flushOpenSoon: (descriptor: number) => Promise<void> = promisify(fs.fsync)

/** Some systems have no way to flush a folder (Windows, some shares); there it is not an error. */
const unsupported = new Set(['EINVAL', 'EISDIR', 'EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'EBADF'])

/** Puts a folder's names on the disk itself. */
export function flushFolder(folder: string): void {
  if (process.platform === 'win32') return
  const descriptor = fs.openSync(toFs(folder), fs.constants.O_RDONLY | fs.constants.O_DIRECTORY)
  try {
    fs.fsyncSync(descriptor)
  } catch (error) {
    throwUnlessUnsupported(error, folder)
  } finally {
    fs.closeSync(descriptor)
  }
}

/** The same without waiting for it. */
export async function flushFolderSoon(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  await using opened = await open(toFs(folder), fs.constants.O_RDONLY | fs.constants.O_DIRECTORY)
  await opened.sync().catch((error: unknown) => throwUnlessUnsupported(error, folder))
}

function throwUnlessUnsupported(error: unknown, folder: string): void {
  if (!unsupported.has(errnoOf(error))) throw ioFault(error, folder)
}
