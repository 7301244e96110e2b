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

/** What a face may ask, with the shape of the question. The engine answers with `CommandOutputs` of the same name. */
export const commandInputs = {
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

export type CommandName = keyof typeof commandInputs
export type CommandInput<C extends CommandName> = z.input<(typeof commandInputs)[C]>

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
