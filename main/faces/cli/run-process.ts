import { processArguments } from './arguments.ts'
import { runCommandLine } from './command-line.ts'
import { endProcess } from './end-process.ts'
import { type ExitCode, exitCodes } from './exit-code.ts'
import { type Doors, processWorld, type World } from './world.ts'

/** The command line as a process of its own: carries out its words, hands over all output, and ends with the exit code. */
export async function runProcess(doors: Doors): Promise<never> {
  const world = processWorld(doors)
  const exitCode = await runCommandLine(processArguments(), world)
  await world.stdout.flush()
  const lastWord = withLostOutput(world, exitCode)
  await world.stderr.flush()
  return endProcess(lastWord)
}

/** A command whose answer did not arrive has not gone well, whatever it did. */
function withLostOutput({ stdout, stderr }: World, exitCode: ExitCode): ExitCode {
  if (stdout.unread && exitCode === exitCodes.ok) return exitCodes.unread
  if (stdout.failure === '') return exitCode
  stderr.write(
    `The output could not be written (${stdout.failure}) and is not whole. What was done stays done: \`millrace history\` tells of runs.\n`,
  )
  return exitCode === exitCodes.ok ? exitCodes.someFailed : exitCode
}
