import type { Claims } from '../async/budgets.ts'
import type { BatchContext } from './batch-context.ts'
import { smallFileBytes } from './making/copier.ts'
import type { Job } from './job.ts'

interface Room {
  cores: number
  memoryMb: number
  pace: 'full' | 'quiet'
}

/** Small files of one batch on their way through the io threads, enough that groups fill up. What is not budgeted by name has so many permits. */
export const copiesMost = 512

/** The permits of a batch for its copies. */
export function copiesOf(batchId: string): string {
  return `copies of ${batchId}`
}

/** Permits by name. Copies have permits of their batch: one to a slow disk holds up no other. */
export function budgetsOf({ cores, memoryMb, pace }: Room): Record<string, number> {
  const cpu = pace === 'quiet' ? Math.ceil(cores / 2) : cores
  return { cpu, memoryMb }
}

/** A large copy keeps a whole io thread busy; two at a time keep a disk busy. */
const largeCopyShare = copiesMost / 2

/** Compressed pictures and the like grow by about this much when they are decoded. */
const decodedGrowth = 30
const decodedLeastMb = 64
const decodedMostMb = 512

/** What one job needs at the same time, as one bundle. */
export function claimsOf(job: Job, { course, record }: BatchContext): Claims {
  if (course.shared.length === 0 && course.branches.every(({ own }) => own.length === 0))
    return { [copiesOf(record.id)]: job.identity.sizeBytes < smallFileBytes ? 1 : largeCopyShare }
  const segments = [...course.shared, ...course.branches.flatMap(({ own }) => own)]
  const decodedMb = Math.min(
    decodedMostMb,
    Math.max(decodedLeastMb, (job.identity.sizeBytes * decodedGrowth) / 2 ** 20),
  )
  const factor = Math.max(1, ...segments.map(({ memoryFactor }) => memoryFactor))
  return { cpu: 1, memoryMb: decodedMb * factor }
}
