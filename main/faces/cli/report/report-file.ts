import { randomBytes } from 'node:crypto'
import { type FileHandle, open, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Fault } from '../../../../contract/fault.ts'
import { ioFault } from '../../../io/errno.ts'
import { toFs } from '../../../io/paths.ts'

/**
 * A report that is whole or not there: written under a name of our own beside `path`, flushed, and renamed at the end. Disposing
 * one that was not published removes what was written. A report of an earlier run under `path` is replaced, and nothing else ever is:
 * whoever forgets the name in `--report *.jpg` names a photo.
 */
export class ReportFile implements AsyncDisposable {
  readonly path: string
  readonly #temporary: string
  readonly #file: FileHandle
  #published = false

  private constructor(path: string, temporary: string, file: FileHandle) {
    this.path = path
    this.#temporary = temporary
    this.#file = file
  }

  /** @throws Fault `usage-wrong` when what is at `path` is no report, or one naming `path` when nothing can be written there */
  static async create(path: string): Promise<ReportFile> {
    await requireReplaceable(path)
    const temporary = join(dirname(path), `.mr-report-${randomBytes(8).toString('hex')}`)
    return new ReportFile(path, temporary, await open(toFs(temporary), 'wx').catch(about(path)))
  }

  async write(lines: string[]): Promise<void> {
    if (lines.length > 0) await this.#file.appendFile(`${lines.join('\n')}\n`).catch(about(this.path))
  }

  async publish(): Promise<void> {
    await this.#file.sync().catch(about(this.path))
    await this.#file.close()
    await rename(toFs(this.#temporary), toFs(this.path)).catch(about(this.path))
    this.#published = true
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#published) return
    await this.#file.close()
    await rm(toFs(this.#temporary), { force: true })
  }
}

/**
 * Says before any work what would only come out at its end.
 * @throws Fault as `ReportFile.create` does
 */
export async function checkReportPath(path: string): Promise<void> {
  await using _ = await ReportFile.create(path)
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
  await using file = await open(toFs(path)).catch(about(path))
  const { buffer, bytesRead } = await file.read(Buffer.alloc(reportBegins.length))
  return buffer.toString('latin1', 0, bytesRead) === reportBegins
}

function about(path: string): (error: unknown) => never {
  return (error) => {
    throw ioFault(error, path)
  }
}
