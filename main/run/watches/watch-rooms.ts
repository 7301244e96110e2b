import type { WatchRules } from '../../../contract/watch-rules.ts'
import { isWithin } from '../../io/paths.ts'
import type { Library } from '../../library/library.ts'
import type { EngineParts } from '../batch-context.ts'
import type { Engine } from '../engine.ts'
import type { FoundRecipe } from '../open-batch.ts'
import type { WatchRecord } from './watch-record.ts'
import { requireAllowedSteps } from '../planning/steps-off.ts'

/** What every watched folder works with. */
export interface WatchRooms {
  parts: EngineParts
  engine: Engine
  /** The recipe as the rules have it. Faults: those of finding it. */
  recipe(rules: WatchRules): Promise<FoundRecipe>
  save(record: WatchRecord): Promise<void>
  /** Paths below the folder that are no concern of its watch. */
  leaveOut(rules: WatchRules): Promise<string[]>
  maxDepth: number
}

export function watchRooms({
  parts,
  engine,
  library,
}: Pick<WatchRooms, 'parts' | 'engine'> & { library: Library }): WatchRooms {
  return {
    parts,
    engine,
    recipe: async ({ recipe, originals }) => {
      const found = requireAllowedSteps(await library.find(recipe))
      return originals ? library.withOriginals(found, originals) : found
    },
    save: (record) => parts.journal.call('saveWatch', { id: record.id, record: JSON.stringify(record) }),
    leaveOut: (rules) => insideOf(parts, rules),
    maxDepth: parts.settings.limits.maxDepth,
  }
}

/** The output folder, and where Millrace keeps its own records, as they are met on the way down from the watched one, whatever links lead to them. */
async function insideOf({ io, stateFolder }: EngineParts, { folder, out }: WatchRules): Promise<string[]> {
  const [realFolder = folder, realState = stateFolder] = await io.call('real', [folder, stateFolder])
  const realOut = (await io.call('resolved', out)) ?? out
  const inside = (root: string, path: string): string[] =>
    path !== root && isWithin(root, path) ? [folder + path.slice(root.length)] : []
  return [
    ...new Set([
      ...inside(folder, out),
      ...inside(realFolder, realOut),
      ...inside(folder, stateFolder),
      ...inside(realFolder, realState),
    ]),
  ]
}
