import { Fault } from '../../../contract/fault.ts'
import { type ExitCode, exitCodeOf, exitCodes } from './exit-code.ts'
import { runProgram } from './program.ts'
import { faultLines } from './show/fault-text.ts'
import { tellError } from './show/json-view.ts'
import { wantsJson } from './wants-json.ts'
import type { World } from './world.ts'

/** One command from its words to its exit code. Never rejects: what went wrong has been said on stderr. */
export async function runCommandLine(words: string[], world: World): Promise<ExitCode> {
  try {
    return await runProgram(words, world)
  } catch (error) {
    const { exitCode } = world.interrupts
    if (exitCode !== undefined && !(error instanceof Fault)) return exitCode
    const fault = Fault.from(error, 'the command line')
    if (wantsJson(words)) tellError(fault, world)
    return explain(fault, world)
  }
}

function explain(fault: Fault, { stderr, env }: World): ExitCode {
  const exitCode = exitCodeOf(fault)
  for (const line of faultLines(fault)) stderr.write(`${line}\n`)
  if (exitCode === exitCodes.bug && env['MILLRACE_DEBUG']) stderr.write(`${fault.toWire().stack ?? ''}\n`)
  else if (exitCode === exitCodes.bug) stderr.write('With MILLRACE_DEBUG=1 the same command shows where.\n')
  return exitCode
}
