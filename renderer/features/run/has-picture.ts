import type { JobRow } from '../../../contract/row-commands.ts'

/** What it is known of that nothing can be shown of it. */
const unseen: ReadonlySet<string> = new Set(['file-empty', 'file-damaged'])

/** Whether a picture of a file that is of their kind is worth asking for: of an empty or a damaged one there is none, however often it is asked. */
export function hasPicture({ sizeBytes, fault }: Pick<JobRow, 'sizeBytes' | 'fault'>): boolean {
  return sizeBytes > 0 && (fault === null || !unseen.has(fault.code))
}
