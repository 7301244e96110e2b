import type { Verb } from '../command-spec.ts'
import { commands } from '../commands.ts'
import { completionScript, type Shell } from '../completion/completion-script.ts'
import { nameLines, namesOf } from '../completion/names.ts'
import { exitCodes } from '../exit-code.ts'

export const completion: Verb = async ({ world, words: [shell = 'bash'] }) => {
  const names = namesOf.find((each) => each === shell)
  const lines = names ? (await nameLines(names, world)).map((line) => `${line}\n`) : undefined
  world.stdout.write(lines ? lines.join('') : completionScript(shell as Shell, commands))
  return exitCodes.ok
}
