import { serveThread, type ThreadJob } from '../../workers/serve-thread.ts'
import { hostileSteps } from './hostile-steps.ts'

export const serve = (job: ThreadJob) => serveThread(job, hostileSteps)

export { warm } from '../../workers/thread-entry.ts'
