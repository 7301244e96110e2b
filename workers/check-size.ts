import { closeSync, fstatSync, openSync, statSync } from 'node:fs'
import { Fault } from '../contract/fault.ts'
import type { TaskResult } from '../contract/task.ts'
import { callingSystem } from './errno-fault.ts'
import { diskPath, requireFile } from './source-file.ts'

/**
 * Opens a finished result that has no more to be said about than its size. Raises `result-wrong`. Waits where it is: of one archive there may
 * be thousands, and small files are done several times sooner so.
 */
export async function checkSize({ path, sizeBytes }: Pick<TaskResult, 'path' | 'sizeBytes'>): Promise<void> {
  // Looked at first: opening a pipe waits for somebody who writes.
  requireFile(
    callingSystem(path, () => statSync(diskPath(path), { bigint: true })),
    path,
  )
  const descriptor = callingSystem(path, () => openSync(diskPath(path), 'r'))
  try {
    const found = callingSystem(path, () => fstatSync(descriptor))
    if (found.size === sizeBytes) return
    throw new Fault('result-wrong', {
      subject: path,
      why: `It should have ${sizeBytes} bytes and has ${found.size}.`,
    })
  } finally {
    closeSync(descriptor)
  }
}
