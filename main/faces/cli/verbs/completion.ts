import type { Verb } from '../command-spec.ts'
import { commands } from '../commands.ts'
import { completionScript, type Shell } from '../completion-script.ts'
import { exitCodes } from '../exit-code.ts'

export const completion: Verb = async ({ world, words: [shell = 'bash'] }) => {
  world.stdout.write(completionScript(shell as Shell, commands))
  return exitCodes.ok
}
