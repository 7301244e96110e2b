import { serveThread, type ThreadJob } from './serve-thread.ts'
import { steps } from './steps/catalogue.ts'

export const serve = (job: ThreadJob) => serveThread(job, steps)
