import { child, folderOf, nameOf } from '../../io/paths.ts'
import type { BatchContext } from '../batch-context.ts'
import { inGroups } from '../in-groups.ts'
import { SourceFolders } from './source-folders.ts'

/** Where a result is to go, and the file it is made of. */
interface Wanted {
  path: string
  source: string
}

/** What stands at a path, as the batch knows it. */
interface Standing {
  /** The path itself, and those by which it is met from the sources. */
  paths: string[]
  isWalked: boolean
}

/** Files that a batch takes itself, or has taken: its results push none of them out, whatever way leads there. */
export class OwnInputs {
  readonly #parts: Pick<BatchContext['parts'], 'io' | 'journal'>
  readonly #batch: number
  readonly #sources: ReadonlySet<string>
  readonly #folders: SourceFolders
  /** There may be files that were not met yet. */
  #isWalking: boolean

  /** `isWalked`: they are met in a walk. `leaveOut`: folders that this does not enter. */
  constructor(
    { parts, record }: Pick<BatchContext, 'parts' | 'record'>,
    { sources, leaveOut, isWalked }: { sources: string[]; leaveOut: string[]; isWalked: boolean },
  ) {
    this.#parts = parts
    this.#batch = record.n
    this.#sources = new Set(sources)
    this.#folders = new SourceFolders(parts.io, { sources, leaveOut })
    this.#isWalking = isWalked
  }

  /** All of them have been met. */
  walked(): void {
    this.#isWalking = false
  }

  /** Which of these names are of other files of the batch than those the results are made of. */
  async areOthers(wanted: Wanted[]): Promise<boolean[]> {
    const standing = await Promise.all(wanted.map(({ path }) => this.#standingAt(path)))
    const asked = standing.map(({ paths }, at) => (paths.includes(wanted[at]?.source ?? '') ? [] : paths))
    const met = await this.#parts.journal.call('areInputs', { batch: this.#batch, paths: asked.flat() })
    const answers = inGroups(met, asked)
    const unmet = answers.map((all, at) => all.length > 0 && this.#mayBeMet(all, standing[at]))
    const there = await this.#areThere(wanted.filter((_, at) => unmet[at]))
    return answers.map((all, at) => all.includes(true) || (unmet[at] === true && there.has(wanted[at]?.path ?? '')))
  }

  async #standingAt(path: string): Promise<Standing> {
    const [folder, name] = [folderOf(path), nameOf(path)]
    const { folders, isWalked, links } = await this.#folders.metAs(folder)
    const paths = [path, ...folders.map((each) => child(each, name)), ...(links.get(name) ?? [])]
    return { paths: [...new Set(paths)], isWalked }
  }

  /** The walk may yet come to it. */
  #mayBeMet(answers: (boolean | null)[], standing: Standing | undefined): boolean {
    if (!this.#isWalking || !standing || answers.some((answer) => answer !== null)) return false
    return standing.isWalked || standing.paths.some((path) => this.#sources.has(path))
  }

  async #areThere(wanted: Wanted[]): Promise<Set<string>> {
    if (wanted.length === 0) return new Set()
    const paths = wanted.map(({ path }) => path)
    const there = await this.#parts.io.call('occupied', paths)
    return new Set(paths.filter((_, at) => there[at]))
  }
}
