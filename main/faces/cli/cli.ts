import { runProcess } from './run-process.ts'
import { engineDoors } from './world.ts'

await runProcess(engineDoors)
