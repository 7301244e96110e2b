import type { ExitCode } from './exit-code.ts'
import type { World } from './world.ts'

/** What a value is, for checking it and for completing it in a shell; a list is its choices. */
export type ValueKind =
  /** A name, or a path. */
  | 'recipe'
  | 'recipe-name'
  | 'watch'
  | 'folder'
  | 'file'
  | 'path'
  | 'step'
  | 'batch'
  | 'duration'
  /** Where waiting or staying without limit means something. */
  | 'duration-or-forever'
  | 'count'
  | 'port'
  | 'address'
  | 'size'
  | 'levels'
  /** Names of rules of a watched folder, with commas between them. */
  | 'rules'
  | 'text'
  | readonly string[]

export interface OptionSpec {
  /** `--name`, or `--name <value>`. */
  flags: string
  help: string
  value?: ValueKind
  required?: true
  /** The actions it means something to; all where it is left out. `noAction` is the command without one. */
  goesWith?: readonly string[]
}

export interface ArgumentSpec {
  /** `<name>`, `[name]`, with `...` for several. */
  name: string
  help: string
  value: ValueKind
}

export interface VerbCall {
  world: World
  words: string[]
  options: Record<string, unknown>
}

/** Carries a command out and answers with the exit code; faults that end the whole command are thrown. */
export type Verb = (call: VerbCall) => Promise<ExitCode>

export interface CommandSpec {
  name: string
  summary: string
  /** Paragraphs for help and manual. */
  details: string[]
  arguments: ArgumentSpec[]
  /** First words that say what to do, and what follows each; what else comes first is no action. */
  actions?: Readonly<Record<string, readonly ValueKind[]>>
  /** Actions of which what `actions` names is all that may follow; the last word of others may come several times. */
  takeNoMore?: readonly string[]
  options: OptionSpec[]
  /** Each an example and what it does. */
  examples: [command: string, what: string][]
  load(): Promise<Verb>
}
