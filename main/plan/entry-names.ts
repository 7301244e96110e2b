import { packRefusal } from '../../contract/entry-name.ts'
import type { Facts } from '../../contract/facts.ts'
import { Fault } from '../../contract/fault.ts'
import type { Recipe } from '../../contract/recipe.ts'
import type { Descriptors } from './descriptor-of.ts'
import { portableName } from './portable.ts'

/** Under which names files go into what a recipe packs them into. */
export interface EntryNames {
  /** What a file whose path below the folder is `path` is called in there, or in any other thing that is made of many. */
  of: (path: string) => string
  /** Why a file cannot go in there, by what is known of it; null where it can. */
  refusal: (facts: Facts) => Fault | null
}

/** Names that every system can hold where the recipe asks for such: an archive is for others to open. Lists name files as they are called. */
export function entryNames(
  { steps, portable }: Pick<Recipe, 'steps' | 'portable'>,
  descriptors: Descriptors,
): EntryNames {
  const formats = steps.flatMap((step) => {
    const packs = step.kind === 'step' ? descriptors.get(step.call.step)?.packs : undefined
    return step.kind === 'step' && packs ? [String(step.call.options[packs.option])] : []
  })
  const of = portable && formats.length > 0 ? portablePath : (path: string) => path
  return {
    of,
    refusal: ({ path, name }) => {
      const entry = of(path ? `${path}/${name}` : String(name))
      const [why] = formats.flatMap((format) => packRefusal(entry, format) ?? [])
      return why === undefined ? null : new Fault('not-packed', { subject: String(name), why: `It ${why}.` })
    },
  }
}

function portablePath(path: string): string {
  return path.split('/').map(portableName).join('/')
}
