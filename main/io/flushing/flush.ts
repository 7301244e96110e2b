import * as fs from 'node:fs'
import { open } from 'node:fs/promises'
import { promisify } from 'node:util'
import { errnoOf, ioFault } from '../errno.ts'
import { toFs } from '../paths.ts'

/** Windows flushes only what is open for writing; elsewhere reading is enough, and works on write-protected results. */
const flushFlags = process.platform === 'win32' ? fs.constants.O_RDWR : fs.constants.O_RDONLY

/** Puts a file's bytes on the disk itself. */
export function flushFile(path: string): void {
  const descriptor = openToFlush(path)
  try {
    fs.fsyncSync(descriptor)
  } finally {
    fs.closeSync(descriptor)
  }
}

/** The same without waiting for it: the thread goes on with other work. */
export async function flushFileSoon(path: string): Promise<void> {
  const descriptor = openToFlush(path)
  try {
    await flushOpenSoon(descriptor)
  } finally {
    fs.closeSync(descriptor)
  }
}

/** Opens a file so that it can be flushed. Whoever calls closes it. */
export function openToFlush(path: string, moreFlags = 0): number {
  const opened = (): number => fs.openSync(toFs(path), flushFlags | moreFlags)
  try {
    return opened()
  } catch (error) {
    if (process.platform !== 'win32' || !isWriteProtected(path)) throw error
    return unprotected(path, opened)
  }
}

const writeRights = 0o222
const protectedMode = 0o444

function isWriteProtected(path: string): boolean {
  const stats = fs.statSync(toFs(path), { throwIfNoEntry: false })
  return stats !== undefined && (stats.mode & writeRights) === 0
}

/** Windows opens nothing for writing that is write-protected; what is open already stays so. */
function unprotected<T>(path: string, act: () => T): T {
  fs.chmodSync(toFs(path), protectedMode | writeRights)
  try {
    return act()
  } finally {
    fs.chmodSync(toFs(path), protectedMode)
  }
}

/** The same for a file that `openToFlush` has opened. */
export function flushOpen(descriptor: number): void {
  fs.fsyncSync(descriptor)
}

/** The same without waiting for it. Whoever calls keeps it open until then. */
export const flushOpenSoon: (descriptor: number) => Promise<void> = promisify(fs.fsync)

/** Some systems have no way to flush a folder (some shares, Windows for one that it lets nobody write to); there it is not an error. */
const unsupported = new Set(['EINVAL', 'EISDIR', 'EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'EBADF'])

/** Windows opens a folder like a file, and flushes only what is open for writing. */
const folderFlags =
  process.platform === 'win32' ? fs.constants.O_RDWR : fs.constants.O_RDONLY | fs.constants.O_DIRECTORY

/** Puts a folder's names on the disk itself. */
export function flushFolder(folder: string): void {
  let descriptor: number | undefined
  try {
    descriptor = fs.openSync(toFs(folder), folderFlags)
    fs.fsyncSync(descriptor)
  } catch (error) {
    throwUnlessUnsupported(error, folder)
  } finally {
    if (descriptor !== undefined) fs.closeSync(descriptor)
  }
}

/** The same without waiting for it. */
export async function flushFolderSoon(folder: string): Promise<void> {
  try {
    await using opened = await open(toFs(folder), folderFlags)
    await opened.sync()
  } catch (error) {
    throwUnlessUnsupported(error, folder)
  }
}

/** Where a folder need not be open for writing, one that cannot be opened cannot be looked into either. */
function throwUnlessUnsupported(error: unknown, folder: string): void {
  const isOpening = error instanceof Error && 'syscall' in error && error.syscall === 'open'
  const mayFail = !isOpening || process.platform === 'win32'
  if (mayFail && unsupported.has(errnoOf(error))) return
  throw isOpening ? error : ioFault(error, folder)
}
