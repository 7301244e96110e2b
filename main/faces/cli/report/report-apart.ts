import { Fault } from '../../../../contract/fault.ts'
import { isWithin } from '../../../io/paths.ts'
import { absolutePath } from '../arguments.ts'

/** What a run reads and where its results go, as absolute paths. */
interface Places {
  out: string
  sources: readonly string[]
}

/**
 * Says before any work, and before anything is written there, that a report cannot be where results or originals are.
 * @throws Fault `usage-wrong` when its path is to be the folder of the results, or one around that, or is what is to be processed
 */
export function requireApart(report: string | undefined, { out, sources }: Places, cwd: string): void {
  // A dash, or nothing, is said to be wrong by itself.
  if (!report || report === '-') return
  const path = absolutePath(report, cwd)
  if (isWithin(path, out))
    throw new Fault('usage-wrong', {
      subject: '--report',
      why: 'It names the folder of the results, or one around it, and has to be a file of its own.',
    })
  if (sources.includes(path))
    throw new Fault('usage-wrong', {
      subject: '--report',
      why: 'It names a file that is to be processed, and would take its place: name another one.',
    })
}
