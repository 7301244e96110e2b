import type { z } from 'zod'
import { type BatchAnswers, batchCommands } from './batch-commands.ts'
import { type EngineAnswers, engineCommands } from './engine-commands.ts'
import { type HistoryAnswers, historyCommands } from './history-commands.ts'
import { type PlaceAnswers, placeCommands } from './place-commands.ts'
import { type PreviewAnswers, previewCommands } from './preview-commands.ts'
import { type RecipeAnswers, recipeCommands } from './recipe-commands.ts'
import { type RowAnswers, rowCommands } from './row-commands.ts'
import { type SettingsAnswers, settingsCommands } from './settings-commands.ts'
import { type VaultAnswers, vaultCommands } from './vault-commands.ts'
import { type WatchAnswers, watchCommands } from './watch-commands.ts'

/** What a face may ask, with how the shape of the question is made. The engine answers with `CommandOutputs` of the same name. */
const inputMakers = {
  ...batchCommands,
  ...rowCommands,
  ...historyCommands,
  ...placeCommands,
  ...vaultCommands,
  ...watchCommands,
  ...recipeCommands,
  ...previewCommands,
  ...settingsCommands,
  ...engineCommands,
}

export type CommandName = keyof typeof inputMakers
export const commandNames = Object.keys(inputMakers) as CommandName[]
type InputSchema<C extends CommandName> = ReturnType<(typeof inputMakers)[C]>
/** What a face asks with. */
export type CommandInput<C extends CommandName> = z.input<InputSchema<C>>
/** The same once it has been found to have the right shape: with every default. */
export type CheckedInput<C extends CommandName> = z.output<InputSchema<C>>

const schemas = new Map<CommandName, z.ZodType>()

/** The shape of a question. Each is made when it is asked first: a start that asks two of seventy would wait for all of them. */
export function inputSchema<C extends CommandName>(command: C): InputSchema<C> {
  const schema = schemas.get(command) ?? inputMakers[command]()
  schemas.set(command, schema)
  return schema as InputSchema<C>
}

export function isCommand(name: string): name is CommandName {
  return Object.hasOwn(inputMakers, name)
}

export interface CommandOutputs
  extends BatchAnswers,
    RowAnswers,
    HistoryAnswers,
    PlaceAnswers,
    VaultAnswers,
    WatchAnswers,
    RecipeAnswers,
    PreviewAnswers,
    SettingsAnswers,
    EngineAnswers {}
