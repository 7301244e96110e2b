import type { RecordedMove } from '../../journal/moves/moves.ts'
import { requestOf } from '../answers/way-out.ts'
import type { EngineParts } from '../batch-context.ts'
import { settled } from '../making/copier.ts'
import { shiftRules } from '../shift-rules.ts'

type Rooms = Pick<EngineParts, 'journal' | 'io'>

/** The end of restores that an earlier life began: they happened, or the vault holds the file as before. */
export async function settleRestores({ journal, io }: Rooms, moves: RecordedMove[]): Promise<void> {
  const ended = []
  const names = moves.map(({ to }) => to)
  if (names.length > 0) await io.call('dropParts', names)
  for (const move of moves) {
    const { batch, seq, from, to } = move
    ended.push({ batch, seq, from, to, happened: await hasHappened(move, io) })
  }
  if (ended.length > 0) await journal.call('endRestores', ended)
}

/** One that was cut off between its two names, or before the file was gone that was copied to another disk, happens now. */
async function hasHappened({ from, to, identity, sha256 }: RecordedMove, io: Rooms['io']): Promise<boolean> {
  const [held, restored] = await io.call('stillStored', [
    { path: from, identity, sha256 },
    { path: to, identity, sha256 },
  ])
  if (!held || !restored) return restored !== null
  const requests = [requestOf({ from, to, identity: held, sha256 })]
  const [outcome] = (await io.call('shift', { requests, rules: shiftRules })).map(settled)
  return outcome?.ok === true && outcome.value === 'moved'
}
