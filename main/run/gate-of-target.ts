import type { EngineParts } from './batch-context.ts'
import { Gate } from './gate.ts'

/** Room that stays free beside a result when a full disk is tried again. */
const spareBytes = 1 << 20

/** The gate of the volume that results go to; it opens when that is there, can be written to, and has room. */
export function gateOfTarget(
  { io, clock }: EngineParts,
  { outRoot, mount }: { outRoot: string; mount: string | null },
  waitMs: number | null,
): Gate {
  const freeBytes = async (): Promise<number> => {
    try {
      if (mount !== null && (await io.call('isAway', mount))) return 0
      await io.call('writable', outRoot)
      return (await io.call('free', outRoot)) - spareBytes
    } catch {
      return 0
    }
  }
  return new Gate({ clock, freeBytes, waitMs })
}
