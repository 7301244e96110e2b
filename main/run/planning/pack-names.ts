import { packRefusal } from '../../../contract/entry-name.ts'
import type { Facts } from '../../../contract/facts.ts'
import { Fault } from '../../../contract/fault.ts'
import type { Recipe } from '../../../contract/recipe.ts'
import type { Descriptors } from '../../plan/descriptor-of.ts'

/** Why a file cannot go under its name into what the recipe makes of many, by what is known of the file; null where it can. */
export function packNameRefusal(
  { steps }: Pick<Recipe, 'steps'>,
  descriptors: Descriptors,
): (facts: Facts) => Fault | null {
  const packing = steps.flatMap((step) => {
    const packs = step.kind === 'step' ? descriptors.get(step.call.step)?.packs : undefined
    return step.kind === 'step' && packs ? [String(step.call.options[packs.option])] : []
  })
  return ({ path, name }) => {
    const entry = path ? `${path}/${name}` : String(name)
    const [why] = packing.flatMap((format) => packRefusal(entry, format) ?? [])
    return why === undefined ? null : new Fault('not-packed', { subject: String(name), why: `It ${why}.` })
  }
}
