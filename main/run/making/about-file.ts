import { Fault } from '../../../contract/fault.ts'
import type { TaskSource } from '../../../contract/task.ts'
import { splitName } from '../../../contract/split-name.ts'
import { folderOf, nameOf } from '../../io/paths.ts'

/** A fault about an intermediate is told about the person's `file` it came from: the name it has on disk is ours and says nothing to anybody. */
export function aboutFile(error: unknown, sources: readonly TaskSource[], file: string): unknown {
  if (!(error instanceof Fault)) return error
  const { code, cause, retryAfterMs } = error
  const made = sources.find(({ path, identity }) => !identity && (error.subject + error.why).includes(path))
  if (!made) return error
  const shown = sources.length > 1 ? made.name : shownAs(made, file)
  const said = (text: string): string => text.replaceAll(made.path, () => shown)
  return new Fault(code, {
    subject: said(error.subject),
    why: said(error.why),
    cause,
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  })
}

/** A fault about what a worker was writing is told about the folder it was writing to: nothing there has a name that a person knows yet. */
export function aboutFolder(error: unknown, targets: readonly string[]): unknown {
  if (!(error instanceof Fault)) return error
  const { code, why, cause, retryAfterMs, subject } = error
  const target = targets.find((path) => subject === path || subject.startsWith(`${path}.`))
  if (target === undefined) return error
  const rest = retryAfterMs === undefined ? {} : { retryAfterMs }
  return new Fault(code, { subject: folderOf(target), why, cause, ...rest })
}

/** A part of a file is named as well. */
function shownAs({ name }: TaskSource, file: string): string {
  return stemOf(name) === stemOf(file) ? file : `${file} (${name})`
}

function stemOf(path: string): string {
  return splitName(nameOf(path)).stem
}
