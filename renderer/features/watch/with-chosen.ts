import type { WatchRules } from '../../../contract/watch-rules.ts'

type Chosen = Pick<WatchRules, 'recipe' | 'out'>

/** A form may be opened before the recipes have arrived: what nobody has chosen in it is what is chosen on the first page, as soon as that is known. */
export function withChosen(rules: WatchRules, { recipe, out }: Chosen): WatchRules {
  return { ...rules, recipe: rules.recipe || recipe, out: rules.out || out }
}
