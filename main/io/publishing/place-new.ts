import { Fault } from '../../../contract/fault.ts'
import { Patience } from '../names/patience.ts'
import { renameCarefully } from '../moving/rename-only.ts'

/**
 * Gives a whole file of ours another name on the same volume, and only if nothing has it, whichever process is asked to at the same moment. Else the
 * answer is `taken`, and the file keeps its old name.
 * @throws what the system says; Fault `volume-apart`
 */
export async function placeNew(from: string, to: string): Promise<'placed' | 'taken'> {
  // Whoever has the file open is waited for between the tries: this thread must not.
  const place = async () => renameCarefully(from, to, { patience: new Patience({ totalMs: 0 }) })
  const placed = await Patience.brief().throughSoon(place)
  if (placed === 'apart') throw new Fault('volume-apart', { subject: to })
  return placed === 'moved' ? 'placed' : 'taken'
}
