import { knownFacts } from '../../../contract/facts.ts'
import type { ConflictMode } from '../../../contract/recipe.ts'
import { planCourse } from '../../plan/course.ts'
import type { EngineParts } from '../batch-context.ts'
import type { FoundRecipe } from '../open-batch.ts'
import { namesOf } from '../recipe-names.ts'
import { refusalOf } from '../refusal.ts'

export interface PlanRequest {
  recipe: FoundRecipe
  sources: string[]
  out: string
  conflict: ConflictMode | undefined
  /** Make results again although the ledger has them. */
  again: boolean
  signal: AbortSignal
}

/** The target volume is not probed, since planning writes nothing: its files are told apart as on most disks. */
export const usualTraits = { stableInodes: true, mtimeStepNs: 1 }

export type PlannedBatch = ReturnType<typeof plannedBatch>

/** What a batch would share, without its volume, its row and its places. */
export function plannedBatch(parts: EngineParts, { recipe: { recipe }, out, conflict }: PlanRequest) {
  return {
    parts,
    recipe,
    course: planCourse(recipe, parts.descriptors),
    ...namesOf(recipe, knownFacts(parts.descriptors.values())),
    record: { outRoot: out },
    refuses: refusalOf(recipe),
    conflict: conflict ?? recipe.conflict,
    startedMs: parts.clock.nowMs(),
    traits: usualTraits,
  }
}
