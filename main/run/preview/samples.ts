import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import mime from 'mime'
import { Fault } from '../../../contract/fault.ts'
import type { PreviewSample } from '../../../contract/preview-commands.ts'
import { nameOf } from '../../io/paths.ts'
import { packageRoot } from '../../package-root.ts'
import type { EngineParts } from '../batch-context.ts'

const prefix = 'sample:'
const folder = join(packageRoot, 'recipes/samples')
/** Of runs not long ago. */
const recentMost = 12

/** Files to look at: those that came with Millrace, which nobody is asked for a folder for, and a few of the newest runs. */
export class Samples {
  readonly #parts: EngineParts

  constructor(parts: EngineParts) {
    this.#parts = parts
  }

  async list(): Promise<PreviewSample[]> {
    const own = (await readdir(folder).catch((): string[] => [])).toSorted()
    const recent = await this.#parts.journal.call('recentSources', recentMost)
    const there = await this.#parts.io.call('look', recent)
    return [
      ...recent.filter((_, at) => there[at]).map((path) => sampleOf({ sample: path, builtIn: false }, path)),
      ...own.map((name) => sampleOf({ sample: prefix + name, builtIn: true }, name)),
    ]
  }

  /** Path of a sample. Fault `file-missing`. */
  async pathOf(sample: string): Promise<string> {
    if (!sample.startsWith(prefix)) return sample
    const name = sample.slice(prefix.length)
    const own = await readdir(folder).catch((): string[] => [])
    if (own.includes(name)) return join(folder, name)
    throw new Fault('file-missing', { subject: sample })
  }
}

function sampleOf(which: Pick<PreviewSample, 'sample' | 'builtIn'>, path: string): PreviewSample {
  const name = nameOf(path)
  return { ...which, name: name.toWellFormed(), type: mime.getType(name) ?? '' }
}
