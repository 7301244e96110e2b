import type { Move } from '../../journal/moves/moves.ts'
import type { IoLane } from '../lanes/io.ts'

/** Whether a move has been made. A file that came home from another disk is a new one there: its content tells. */
export async function hasHappened(
  io: IoLane,
  { from: oldName, to: newName, identity, sha256 }: Move,
): Promise<boolean> {
  const [from, to] = await io.call('look', [oldName, newName])
  if (from?.ino === identity.ino || to?.sizeBytes !== identity.sizeBytes) return false
  if (to.ino === identity.ino) return true
  return !from && sha256 !== '' && (await io.call('hash', newName).catch(() => '')) === sha256
}

/** Whether one of them has been begun: a file has its new name, even beside its old one. In the vault nothing else can have it. */
export async function anyBegun(io: IoLane, moves: Move[]): Promise<boolean> {
  const found = await io.call(
    'look',
    moves.map(({ to }) => to),
  )
  if (moves.some(({ kind, identity }, at) => found[at] && (kind === 'result' || found[at].ino === identity.ino)))
    return true
  for (const move of moves) if (await hasHappened(io, move)) return true
  return false
}
