import { familyNamed } from './families.ts'
import { serveThread, type ThreadJob } from './serve-thread.ts'
import { steps } from './steps/catalogue.ts'

export const serve = (job: ThreadJob) => serveThread(job, steps)

/** Loads what is to come first while there is nothing to do. */
export async function warm(family: string): Promise<void> {
  await familyNamed(family)
}
