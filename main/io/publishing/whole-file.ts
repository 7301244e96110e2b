import { randomBytes } from 'node:crypto'
import { type FileHandle, mkdir, open, rename, rm } from 'node:fs/promises'
import { ioFault } from '../errno.ts'
import { flushFolderSoon } from '../flushing/flush.ts'
import { ownPrefix } from '../../../contract/own-names.ts'
import { Patience } from '../names/patience.ts'
import { child, folderOf, toFs } from '../paths.ts'
import { placeNew } from './place-new.ts'

/** For their person only. */
const privateFolder = 0o700
const privateFile = 0o600
const usualFile = 0o666

/**
 * A document that is whole under its name or not there: settings, recipes, reports. Written under a name of our own beside `path`, flushed, renamed,
 * and the folder flushed. What was under `path` is replaced then, and not before. Disposing one that was not published removes what was written.
 * Faults: what the system says, about `path`.
 */
export class WholeFile implements AsyncDisposable {
  readonly path: string
  readonly #attempt: string
  readonly #file: FileHandle
  #published = false

  private constructor(path: string, attempt: string, file: FileHandle) {
    this.path = path
    this.#attempt = attempt
    this.#file = file
  }

  /** `mode` is cut by the umask. */
  static async create(path: string, { mode = usualFile } = {}): Promise<WholeFile> {
    const attempt = child(folderOf(path), `${ownPrefix}whole-${randomBytes(8).toString('hex')}`)
    return new WholeFile(path, attempt, await open(toFs(attempt), 'wx', mode).catch(about(path)))
  }

  async write(text: string): Promise<void> {
    await this.#file.appendFile(text).catch(about(this.path))
  }

  async writeLines(lines: string[]): Promise<void> {
    if (lines.length > 0) await this.write(`${lines.join('\n')}\n`)
  }

  /** Returns when a power cut takes nothing of it any more. */
  async publish(): Promise<void> {
    await this.#finish()
    const place = (): Promise<void> => rename(toFs(this.#attempt), toFs(this.path))
    await Patience.brief().throughSoon(place).catch(about(this.path))
    await this.#placed()
  }

  /** The same for one that replaces nothing: `taken` when something has the name by now, whoever made it, and then nothing is published. */
  async publishNew(): Promise<'published' | 'taken'> {
    await this.#finish()
    const placed = await placeNew(this.#attempt, this.path).catch(about(this.path))
    if (placed === 'taken') return 'taken'
    await this.#placed()
    return 'published'
  }

  async #finish(): Promise<void> {
    await this.#file.sync().catch(about(this.path))
    await this.#file.close()
  }

  async #placed(): Promise<void> {
    this.#published = true
    await flushFolderSoon(folderOf(this.path))
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#published) return
    await this.#file.close()
    await rm(toFs(this.#attempt), { force: true })
  }
}

/** Writes a document that is for its person only, in a folder that is made, for them only, where it is missing. */
export async function writePrivately(path: string, text: string): Promise<void> {
  await using file = await writtenPrivately(path, text)
  await file.publish()
}

/** The same for one that replaces nothing: see `publishNew`. */
export async function writeNewPrivately(path: string, text: string): Promise<'published' | 'taken'> {
  await using file = await writtenPrivately(path, text)
  return await file.publishNew()
}

async function writtenPrivately(path: string, text: string): Promise<WholeFile> {
  await makePrivately(folderOf(path)).catch(about(path))
  await using written = new AsyncDisposableStack()
  const file = written.use(await WholeFile.create(path, { mode: privateFile }))
  await file.write(text)
  written.move()
  return file
}

async function makePrivately(folder: string): Promise<void> {
  const highest = await mkdir(toFs(folder), { recursive: true, mode: privateFolder })
  if (highest === undefined) return
  for (let at = folder; at.length >= highest.length; at = folderOf(at)) await flushFolderSoon(folderOf(at))
}

function about(path: string): (error: unknown) => never {
  return (error) => {
    throw ioFault(error, path)
  }
}
