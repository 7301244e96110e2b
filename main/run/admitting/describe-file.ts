import mime from 'mime'
import type { Facts } from '../../../contract/facts.ts'
import { splitName } from '../../../contract/split-name.ts'
import { folderOf, nameOf } from '../../io/paths.ts'
import type { WalkEntry } from '../../io/looking/walk.ts'
import { fileKind } from '../../plan/file-kind.ts'
import type { BatchContext, EngineParts } from '../batch-context.ts'
import { isSent } from '../arriving/sent-folders.ts'

/** What is known of a file before it is opened. The type is the one its name claims; the step that reads it has the last word. */
export function describeFile(
  { path, relative, identity }: WalkEntry,
  { startedMs, parts }: Pick<BatchContext, 'startedMs'> & { parts: Pick<EngineParts, 'stateFolder'> },
): Facts {
  const name = nameOf(path)
  const { stem, extension } = splitName(name)
  const type = mime.getType(extension) ?? ''
  const modifiedMs = Number(BigInt(identity?.mtimeNs ?? 0) / 1_000_000n)
  return {
    name,
    stem,
    ext: extension.slice(1),
    path: relative,
    parent: relative === '' && isSent(path, parts) ? '' : nameOf(folderOf(path)),
    type,
    kind: fileKind({ type, extension: extension.slice(extension.lastIndexOf('.') + 1) }),
    size: identity?.sizeBytes ?? 0,
    modified: modifiedMs,
    date: modifiedMs,
    age: Math.max(0, startedMs - modifiedMs),
    'batch-date': startedMs,
  }
}
