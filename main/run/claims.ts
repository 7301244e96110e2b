import type { Claims } from '../async/semaphore.ts'
import type { BatchContext } from './batch-context.ts'
import { smallFileBytes } from './copier.ts'
import type { Job } from './job.ts'

interface Room {
  cores: number
  memoryMb: number
  pace: 'full' | 'quiet'
}

/** Permits by name. `copies` counts small files on their way through the io threads, so that groups fill up. */
export function budgetsOf({ cores, memoryMb, pace }: Room): Record<string, number> {
  const cpu = pace === 'quiet' ? Math.ceil(cores / 2) : cores
  return { cpu, memoryMb, copies: 512 }
}

/** A large copy keeps a whole io thread busy; a few at a time keep a disk busy. */
const largeCopyShare = 512 / 4

/** Compressed pictures and the like grow by about this much when they are decoded. */
const decodedGrowth = 30
const decodedLeastMb = 64
const decodedMostMb = 512

/** What one job needs at the same time, as one bundle. */
export function claimsOf(job: Job, { course }: BatchContext): Claims {
  const segments = [...course.shared, ...course.branches.flatMap((branch) => branch.own)]
  if (segments.length === 0) return { copies: job.identity.sizeBytes < smallFileBytes ? 1 : largeCopyShare }
  const decodedMb = Math.min(
    decodedMostMb,
    Math.max(decodedLeastMb, (job.identity.sizeBytes * decodedGrowth) / 2 ** 20),
  )
  const factor = Math.max(1, ...segments.map(({ memoryFactor }) => memoryFactor))
  return { cpu: 1, memoryMb: decodedMb * factor }
}
