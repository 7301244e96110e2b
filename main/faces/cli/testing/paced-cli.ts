import { processArguments } from '../arguments.ts'
import { runCommandLine } from '../command-line.ts'
import { processWorld } from '../world.ts'
import { pacedDoors } from './paced-engine.ts'

// The command line as `cli.ts` has it, before a small engine whose pace tests choose.
const world = processWorld(pacedDoors(Number(process.env['PACE_MS'])))
const exitCode = await runCommandLine(processArguments(), world)
await Promise.all([world.stdout.flush(), world.stderr.flush()])
process.exit(exitCode)
