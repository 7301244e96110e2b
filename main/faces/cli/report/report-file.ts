import { randomBytes } from 'node:crypto'
import { type FileHandle, open, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Fault } from '../../../../contract/fault.ts'
import { ioFault } from '../../../io/errno.ts'

/**
 * A report that is whole or not there: written under a name of our own beside `path`, flushed, and renamed at the end. Disposing
 * one that was not published removes what was written. A report of an earlier run under `path` is replaced.
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

  /** @throws Fault naming `path` when nothing can be written there */
  static async create(path: string): Promise<ReportFile> {
    const temporary = join(dirname(path), `.mr-report-${randomBytes(8).toString('hex')}`)
    return new ReportFile(path, temporary, await open(temporary, 'wx').catch(about(path)))
  }

  async write(lines: string[]): Promise<void> {
    if (lines.length > 0) await this.#file.appendFile(`${lines.join('\n')}\n`).catch(about(this.path))
  }

  async publish(): Promise<void> {
    await this.#file.sync().catch(about(this.path))
    await this.#file.close()
    await rename(this.#temporary, this.path).catch(about(this.path))
    this.#published = true
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#published) return
    await this.#file.close()
    await rm(this.#temporary, { force: true })
  }
}

/**
 * Says before any work what would only come out at its end.
 * @throws Fault `usage-wrong` when `path` is a folder or its folder is not there, or what the system says
 */
export async function checkReportPath(path: string): Promise<void> {
  const at = await stat(path).catch(() => undefined)
  if (at && !at.isFile()) throw new Fault('usage-wrong', { subject: path, why: 'The report has to be a file.' })
  await using _ = await ReportFile.create(path)
}

function about(path: string): (error: unknown) => never {
  return (error) => {
    throw ioFault(error, path)
  }
}
