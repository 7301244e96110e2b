import { packRefusal } from '../../contract/entry-name.ts'
import { Fault } from '../../contract/fault.ts'
import { numbered } from '../../contract/names.ts'
import { NamesInUse } from '../../contract/names-in-use.ts'
import type { Recipe } from '../../contract/recipe.ts'
import { splitName } from '../../contract/split-name.ts'
import type { Descriptors } from './descriptor-of.ts'
import { portableName } from './portable.ts'

/** Others of the same name are numbered so far; whoever has more is told of the next. */
const mostTwins = 100

/**
 * Under which names the files of one group go into what they are packed into. Where the recipe asks for portable names every system can hold them, side by
 * side: an archive is for others to open. Whatever else is made of many, like a list, names files as they are called.
 */
export class EntryNames {
  readonly #formats: readonly string[]
  readonly #isPortable: boolean
  readonly #inUse = new NamesInUse()

  constructor({ steps, portable }: Pick<Recipe, 'steps' | 'portable'>, descriptors: Descriptors) {
    this.#formats = steps.flatMap((step) => {
      const packs = step.kind === 'step' ? descriptors.get(step.call.step)?.packs : undefined
      return step.kind === 'step' && packs ? [String(step.call.options[packs.option])] : []
    })
    this.#isPortable = portable && this.#formats.length > 0
  }

  /** What the next file, whose path below the folder is this, is called. */
  next(path: string): string {
    if (!this.#isPortable) return path
    const parts = path.split('/').map(portableName)
    const { stem, extension } = splitName(parts.pop() ?? '')
    for (let n = 1; ; n += 1) {
      const name = [...parts, numbered(stem, n) + extension].join('/')
      if (this.#inUse.add(name, 'file') === undefined || n === mostTwins) return name
    }
  }

  /** Why the next file cannot go in there, null where it can. Asked in the order of names, it refuses of two that are one on some disks the second. */
  nextRefusal(path: string): Fault | null {
    const entry = this.next(path)
    const [refusal] = this.#formats.flatMap((format) => packRefusal(entry, format) ?? [])
    const why = refusal ?? this.#twin(entry)
    return why === undefined ? null : new Fault('not-packed', { subject: path, why: `It ${why}.` })
  }

  #twin(entry: string): string | undefined {
    const mayBeTwin = this.#formats.length > 0 && !this.#isPortable
    return mayBeTwin ? this.#inUse.add(entry, 'file') : undefined
  }
}
