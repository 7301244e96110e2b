import type { CommandOutputs } from '../../../contract/command.ts'
import type { OriginalsLeave } from '../../../contract/recipe.ts'
import { undoTotals } from '../../../contract/undo-totals.ts'
import type { MissedDisk } from '../../io/places/mount.ts'
import type { EngineParts } from '../batch-context.ts'
import { diskAway, missedDisk, requireDisk } from '../disk-of.ts'
import { isDiskAway } from '../recovery/settle-batch.ts'
import { placesOf } from '../recorded-request.ts'
import { awaitedDisk } from '../undo/half-undone.ts'
import { undoBatch, type UndoRequest } from '../undo/undo.ts'

type Asked = Pick<UndoRequest, 'record' | 'paths' | 'signal'> & { originals: OriginalsLeave | 'keep' }

/**
 * To be asked before anything is taken back. Results that seem to be gone only since their disk is away would count as taken back, and stay on
 * it for good; originals would go into the place where theirs is to be mounted, and be hidden by it. Fault `volume-gone`.
 */
export async function requireDisks(parts: EngineParts, { originals, ...asked }: Asked): Promise<void> {
  const { record } = asked
  const awaited = await awaitedDisk(parts, record.n)
  if (awaited) throw diskAway(awaited)
  const isApart = await isDiskAway(parts.io, record)
  const missed = originals === 'keep' ? null : await missedDisk(parts, placesOf(record).sources)
  if (!isApart && !missed) return
  const foreseen = await undoBatch(parts, { ...asked, dry: true, keepsFolders: true })
  if (isApart && undoTotals(foreseen).gone > 0) await requireDisk(record, (mount) => parts.io.call('isAway', mount))
  if (missed) await requireOriginals(parts, { foreseen, missed })
}

/** Of two disks that originals came from, one that is there may have its own back by their names. */
async function requireOriginals(
  parts: EngineParts,
  { foreseen, missed }: { foreseen: CommandOutputs['batch.undo']; missed: MissedDisk },
): Promise<void> {
  const { undone, left } = undoTotals(foreseen)
  if (undone + left === 0) return
  if (undone === 0 || foreseen.more) throw diskAway(missed)
  const back = foreseen.files.filter(({ result }) => result === 'undone').map(({ path }) => path)
  const away = await missedDisk(parts, back)
  if (away) throw diskAway(away)
}
