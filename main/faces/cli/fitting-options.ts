import { quoted } from '../../../contract/did-you-mean.ts'
import type { CommandSpec, OptionSpec } from './command-spec.ts'

/** Of a first word that is no action, such as a folder to watch. */
export const noAction = ''

/**
 * Why one of these options means nothing to the action that the words ask for, in a sentence that names what takes it. Undefined where all fit: an option
 * that would be passed over in silence lets a person believe it was obeyed.
 */
export function unfittingOption(
  { name, actions = {}, options }: CommandSpec,
  given: { words: readonly string[]; isGiven: (option: OptionSpec) => boolean },
): string | undefined {
  const [first = noAction] = given.words
  const action = Object.hasOwn(actions, first) ? first : noAction
  const unfit = options.find((option) => option.goesWith && !option.goesWith.includes(action) && given.isGiven(option))
  return unfit && `only ${takers(name, unfit.goesWith ?? [])} ${unfit.flags.replace(/ .*/, '')}`
}

/** Why a word means nothing to the action before it, in a sentence that names it; undefined where all do. */
export function wordTooMany({ name, actions = {}, takeNoMore = [] }: CommandSpec, words: readonly string[]) {
  const [action = noAction, ...given] = words
  const most = actions[action]?.length ?? 0
  const word = given[most]
  if (word === undefined || !takeNoMore.includes(action)) return undefined
  const all = most === 1 ? 'one word follows' : `${most} words follow`
  return `${quoted(word)} means nothing to \`${name} ${action}\`, which only ${all}`
}

function takers(name: string, actions: readonly string[]): string {
  const named = actions.map((action) => (action === noAction ? `\`${name}\` with folders` : `\`${name} ${action}\``))
  const [last = '', ...others] = named.toReversed()
  return others.length === 0 ? `${last} takes` : `${others.toReversed().join(', ')} and ${last} take`
}
