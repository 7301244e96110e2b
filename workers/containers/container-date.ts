import type { FileHandle } from 'node:fs/promises'
import { aviDate, isAvi } from './avi-date.ts'
import { camcorderDate, isTransportStream } from './camcorder-date.ts'
import { isMatroska, matroskaDate } from './matroska-date.ts'
import { isMovie, movieDate } from './movie-date.ts'

/**
 * When a video was recorded, by its container: as the clock of the camera showed it, or where an instant stands there, in epoch milliseconds; null where
 * it does not tell. Rejects with what the disk says.
 */
export async function containerDate(file: FileHandle, head: Buffer): Promise<number | string | null> {
  if (isMovie(head)) return movieDate(file)
  if (isAvi(head)) return aviDate(file)
  if (isTransportStream(head)) return camcorderDate(head)
  return isMatroska(head) ? matroskaDate(head) : null
}
