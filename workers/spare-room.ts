const spareMostBytes = 16 * 1024 * 1024

/** One buffer that earlier files were read into, kept for the next. Allocating anew for each file costs more than reading it, in garbage collections. */
let spare: Buffer | null = null

/** Room for at least so many bytes, with whatever an earlier file left in it. */
export function takeRoom(sizeBytes: number): Buffer {
  const taken = spare && spare.length >= sizeBytes ? spare : Buffer.allocUnsafeSlow(sizeBytes)
  spare = null
  return taken
}

/** Whoever gives a room back has nobody reading from it any more: a codec that failed may still be. */
export function giveBackRoom(room: Buffer): void {
  if (room.length <= spareMostBytes) spare = room
}
