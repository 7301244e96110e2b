import { Fault } from '../contract/fault.ts'
import type { TaskResult } from '../contract/task.ts'
import { SourceFile } from './source-file.ts'

/** Opens a finished result that has no more to be said about than its size. Raises `result-wrong`. */
export async function checkSize({ path, sizeBytes }: Pick<TaskResult, 'path' | 'sizeBytes'>): Promise<void> {
  // A text of nothing but a mark may come out empty.
  if (sizeBytes === 0) return
  await using file = await SourceFile.open(path)
  if (file.sizeBytes === sizeBytes) return
  throw new Fault('result-wrong', {
    subject: path,
    why: `It should have ${sizeBytes} bytes and has ${file.sizeBytes}.`,
  })
}
