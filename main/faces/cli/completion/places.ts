import type { ArgumentSpec, CommandSpec, OptionSpec, ValueKind } from '../command-spec.ts'
import { noAction } from '../fitting-options.ts'
import { ruleNames } from '../watch/rules-taken-back.ts'
import type { NamesOf } from './names.ts'

/** What may stand at one place of a line. */
export interface Offer {
  choices: readonly string[]
  /** Names that only Millrace knows, asked for at the time. */
  names?: NamesOf
  paths?: 'folders' | 'files'
}

/** Where a word is completed: behind a command, or behind one of its actions. */
export interface Place {
  command: string
  /** `noAction` behind the command alone. */
  action: string
  options: readonly OptionSpec[]
  /** One for each word in its turn. */
  words: readonly Offer[]
  /** What may stand last may stand there again and again. */
  repeats: boolean
}

/** Those of a command's actions come before that of the command alone. */
export function placesOf(command: CommandSpec): Place[] {
  const { name, actions = {}, arguments: words } = command
  const [first, ...others] = words.map(({ value }) => offerOf(value))
  const choices = [...new Set([...(first?.choices ?? []), ...Object.keys(actions)])]
  const behind = Object.entries(actions).map(([action, values]) => ({
    action,
    words: values.map(offerOf),
    repeats: true,
  }))
  const alone = { action: noAction, words: first ? [{ ...first, choices }, ...others] : [], repeats: isRepeated(words) }
  return [...behind, alone].map((place) => ({ command: name, ...place, options: optionsAt(command, place.action) }))
}

/** Before an action is said, any of the options may be meant. */
function optionsAt({ options }: CommandSpec, action: string): OptionSpec[] {
  return options.filter(({ goesWith }) => action === noAction || !goesWith || goesWith.includes(action))
}

function isRepeated(words: readonly ArgumentSpec[]): boolean {
  return words.at(-1)?.name.includes('...') ?? false
}

export function offerOf(value: ValueKind): Offer {
  return typeof value === 'string' ? (offers[value] ?? nothing) : { choices: value }
}

const nothing: Offer = { choices: [] }
const offers: { [K in Extract<ValueKind, string>]?: Offer } = {
  recipe: { choices: [], names: 'recipes', paths: 'files' },
  'recipe-name': { choices: [], names: 'recipes' },
  batch: { choices: ['last'], names: 'runs' },
  watch: { choices: [], names: 'watches' },
  step: { choices: [], names: 'steps' },
  rules: { choices: ruleNames },
  folder: { choices: [], paths: 'folders' },
  file: { choices: [], paths: 'files' },
  path: { choices: [], paths: 'files' },
  'duration-or-forever': { choices: ['forever'] },
}

/** `--out <folder>` without its value. */
export function longOf(flags: string): string {
  return /--[^\s,]+/.exec(flags)?.[0] ?? flags
}

/** Options that the next word belongs to. */
export function optionsWithValue(commands: readonly CommandSpec[]): string[] {
  const all = commands.flatMap(({ options }) => options.filter(({ value }) => value !== undefined))
  return [...new Set(all.map(({ flags }) => longOf(flags)))]
}
