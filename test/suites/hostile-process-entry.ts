import { serveProcess } from '../../workers/serve-process.ts'
import { hostileSteps } from './hostile-steps.ts'

serveProcess(hostileSteps)
