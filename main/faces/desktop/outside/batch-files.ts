import { app, shell, type WebContents } from 'electron'
import type { Client } from '../../../../contract/client.ts'
import type { BatchFile } from '../../../../contract/desktop.ts'
import { Fault } from '../../../../contract/fault.ts'
import { toFs } from '../../../io/paths.ts'
import { isProgram } from './is-program.ts'

const askMostMs = 10_000
const soon = () => ({ signal: AbortSignal.timeout(askMostMs) })

/** Files of batches, handed to the system: shown, opened, dragged out. Screens name them by batch and row; where they lie the journal says. */
export class BatchFiles {
  readonly #client: () => Promise<Client>

  constructor(client: () => Promise<Client>) {
    this.#client = client
  }

  async reveal(file: BatchFile): Promise<void> {
    shell.showItemInFolder(shownTo(await this.#pathOf(file)))
  }

  /** Fault `step-failed` with what the system says when no program opens it. */
  async open(file: BatchFile): Promise<void> {
    const path = await this.#pathOf(file)
    // A result may bear any name.
    if (isProgram(path)) return shell.showItemInFolder(shownTo(path))
    const why = await shell.openPath(shownTo(path))
    if (why !== '') throw new Fault('file-special', { subject: path, why: `The system could not open it: ${why}` })
  }

  async revealResults(batch: string): Promise<void> {
    const client = await this.#client()
    const { out } = (await client.ask('batch.get', { batch }, soon())).batch
    const why = await shell.openPath(shownTo(out))
    if (why !== '') throw new Fault('file-missing', { subject: out, why })
  }

  /** Begins while the person still holds the mouse, so the page asks as soon as it notices the drag. */
  async drag(files: readonly BatchFile[], page: WebContents): Promise<void> {
    const paths = await Promise.all(files.map((file) => this.#pathOf(file)))
    const [file = ''] = paths.map(shownTo)
    const icon = await app.getFileIcon(file)
    if (!page.isDestroyed()) page.startDrag({ file, files: paths.map(shownTo), icon })
  }

  async #pathOf({ batch, seq, part }: BatchFile): Promise<string> {
    const client = await this.#client()
    const { job } = await client.ask('batch.job', { batch, seq }, soon())
    const path = part === 'original' ? job.path : job.outputs[part]?.path
    if (path === undefined) throw new Fault('file-missing', { subject: `result ${part} of row ${seq}` })
    return path
  }
}

/** Electron takes text; a name that is not Unicode cannot be given to it. */
function shownTo(path: string): string {
  const asked = toFs(path)
  if (typeof asked === 'string') return asked
  throw new Fault('name-untold', { subject: path, why: 'Part of the name is no readable text (not Unicode).' })
}
