import { serveThread, type ThreadJob } from './serve-thread.ts'
import { steps } from './steps/catalogue.ts'

export default (job: ThreadJob) => serveThread(job, steps)
