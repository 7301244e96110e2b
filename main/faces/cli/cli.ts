import { processArguments } from './arguments.ts'
import { runCommandLine } from './command-line.ts'
import { engineDoors, processWorld } from './world.ts'

const world = processWorld(engineDoors)
const exitCode = await runCommandLine(processArguments(), world)
await Promise.all([world.stdout.flush(), world.stderr.flush()])
process.exit(exitCode)
