import type { z } from 'zod'
import type { commandInputs, CommandName } from '../../../contract/command.ts'

/** What a command is asked with, once it has been looked at. */
export type Input<C extends CommandName> = z.output<(typeof commandInputs)[C]>
