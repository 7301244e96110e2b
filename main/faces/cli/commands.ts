import type { CommandSpec } from './command-spec.ts'
import { historyCommands } from './commands/history-commands.ts'
import { recipeCommands } from './commands/recipe-commands.ts'
import { runCommands } from './commands/run-commands.ts'
import { serveCommand } from './commands/serve-command.ts'
import { setupCommands } from './commands/setup-commands.ts'
import { watchCommand } from './commands/watch-command.ts'

/** Every command, in the order of help. Help, the manual and shell completion are drawn from this table and from nothing else. */
export const commands: readonly CommandSpec[] = [
  ...runCommands,
  watchCommand,
  serveCommand,
  ...historyCommands,
  ...recipeCommands,
  ...setupCommands,
]
