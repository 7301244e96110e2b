import { runProcess } from '../run-process.ts'
import { pacedDoors } from './paced-engine.ts'

// The command line as `cli.ts` has it, before a small engine whose pace tests choose.
await runProcess(pacedDoors(Number(process.env['PACE_MS'])))
