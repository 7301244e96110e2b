import type { Family, WriteContext } from '../family.ts'
import { writeNew, writeNewWhole } from '../write-new.ts'
import { FileValue, originOf } from './file-value.ts'

/** Files of any kind, as bytes that flow past: no more than a chunk is in memory, however long they are. */
export const fileFamily: Family<FileValue> = {
  takesEmpty: true,
  async read(source, context) {
    return new FileValue(originOf(source, context))
  },
  facts: ({ origin }) => origin.facts,
  settle: async (value) => value,
  async write(value, { target, progress }) {
    const sizeBytes = await written(value, { target, progress })
    const { type, extension, facts, entryModifiedMs, entryRights, aside } = value.origin
    const time = entryModifiedMs !== undefined && { modifiedMs: entryModifiedMs }
    const rights = entryRights !== undefined && { rights: entryRights }
    return { type, extension, sizeBytes, facts, ...time, ...rights, ...(aside && { aside }) }
  },
  isPlain: () => true,
}

function written(value: FileValue, { target, progress }: Pick<WriteContext, 'target' | 'progress'>): Promise<number> {
  const { whole } = value.origin
  return whole && value.isUnchanged
    ? whole((content) => writeNewWhole(target, content))
    : writeNew(target, value.chunks(progress))
}
