import type { z } from 'zod'
import type { CommandName, commandInputs } from '../../../contract/command.ts'

/** What a command is asked with, once it has been found to have the right shape. */
export type CommandOf<C extends CommandName> = z.output<(typeof commandInputs)[C]>
