import type { ShiftRequest } from '../../io/moving/shift.ts'
import type { Move } from '../../journal/moves/moves.ts'

/** Takes a move back: to the old name, unless somebody has that by now, and by a copy where the two are on different volumes. */
export function wayBack({ from, to, identity, sha256 }: Move): ShiftRequest {
  return { from: to, to: from, identity, sha256, unique: false, copyIfApart: sha256 }
}
