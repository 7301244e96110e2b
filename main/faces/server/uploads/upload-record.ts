import { z } from 'zod'
import { Fault } from '../../../../contract/fault.ts'
import { isOwnName } from '../../../../contract/own-names.ts'
import { windowsRefusal } from '../../../plan/portable.ts'

const partsMost = 64
const nameMostBytes = 255
/** The last instant a `Date` can tell, and before 1970 the first (ECMA-262, section 21.4.1.1). */
const dateMostMs = 8.64e15

export const dropName = z.string().regex(/^[a-z0-9-]{8,64}$/)

/** One file on its way in, or here. Kept as JSON beside its bytes, so that a restart loses nothing. */
export const uploadRecord = z.object({
  id: z.uuid(),
  drop: dropName,
  /** Relative, with `/`, as the face gave it. */
  path: z.string().max(4_096),
  sizeBytes: z.number().int().nonnegative(),
  modifiedMs: z.number().min(-dateMostMs).max(dateMostMs),
  key: z.string().max(200),
  /** Its place among the files of its drop, from 0, where those run as they come; null where they do not. */
  nth: z.number().int().nonnegative().nullable().default(null),
  /** Everything has arrived. */
  whole: z.boolean(),
  /** When somebody last sent or used some of it. */
  touchedMs: z.number(),
})

export type UploadRecord = z.infer<typeof uploadRecord>

export const uploadRequest = uploadRecord.pick({
  drop: true,
  path: true,
  sizeBytes: true,
  modifiedMs: true,
  key: true,
  nth: true,
})

export type UploadRequest = z.infer<typeof uploadRequest>

/** What a face is told of an upload. */
export interface Upload extends Pick<UploadRecord, 'id' | 'drop' | 'path' | 'sizeBytes' | 'nth'> {
  /** Bytes that are safe on disk; to be sent from here. */
  offset: number
  /** Absolute path once everything has arrived; null before. */
  file: string | null
  expiresMs: number
}

/** The path as names that can only lie below their drop, and that this system can hold. Fault `name-refused`. */
export function safeNames(path: string, { platform = process.platform } = {}): string[] {
  const names = path.split('/')
  const isPlain = names.length <= partsMost && names.every(isSafe)
  const why = isPlain ? refusal(names, platform) : 'It is no plain relative path.'
  if (why === undefined) return names
  throw new Fault('name-refused', { subject: path, why })
}

function isSafe(name: string): boolean {
  const plain = name !== '' && name !== '.' && name !== '..' && !name.includes('\0') && !isOwnName(name)
  return plain && name.isWellFormed() && Buffer.byteLength(name) <= nameMostBytes
}

/** On Windows some characters mean something in a name, and some names are devices. */
function refusal(names: string[], platform: NodeJS.Platform): string | undefined {
  return platform === 'win32' ? names.map(windowsRefusal).find((why) => why !== undefined) : undefined
}
