import { open, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { Fault } from '../../../../contract/fault.ts'
import { ioFault } from '../../../io/errno.ts'
import { toFs } from '../../../io/paths.ts'
import { WholeFile } from '../../../io/publishing/whole-file.ts'

/**
 * Begins a report. One of an earlier run under `path` is replaced when this one is published, and nothing else ever is: whoever forgets the name in
 * `--report *.jpg` names a photo.
 * @throws Fault `usage-wrong` when what is at `path` is no report, or one naming `path` when nothing can be written there
 */
export async function createReport(path: string): Promise<WholeFile> {
  await requireReplaceable(path)
  return WholeFile.create(path)
}

/**
 * Says before any work what would only come out at its end.
 * @throws Fault as `createReport` does
 */
export async function checkReportPath(path: string): Promise<void> {
  const folder = await stat(toFs(dirname(path))).catch(() => undefined)
  if (folder === undefined)
    throw new Fault('usage-wrong', { subject: path, why: 'There is no such folder for the report: make it first.' })
  await using _ = await createReport(path)
}

async function requireReplaceable(path: string): Promise<void> {
  const at = await stat(toFs(path)).catch(() => undefined)
  if (!at) return
  if (!at.isFile()) throw new Fault('usage-wrong', { subject: path, why: 'The report has to be a file.' })
  if (at.size > 0 && !(await isReport(path)))
    throw new Fault('usage-wrong', {
      subject: path,
      why: 'The report would replace this file, which is no report. Name another one.',
    })
}

/** Every line of a report begins with its batch. */
const reportBegins = '{"batch":'

async function isReport(path: string): Promise<boolean> {
  try {
    await using file = await open(toFs(path))
    const { buffer, bytesRead } = await file.read(Buffer.alloc(reportBegins.length))
    return buffer.toString('latin1', 0, bytesRead) === reportBegins
  } catch (error) {
    throw ioFault(error, path)
  }
}
