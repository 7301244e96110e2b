import { Fault } from '../../../contract/fault.ts'
import { folderOf, isWithin, namesBelow } from '../../io/paths.ts'
import type { WalkEntry } from '../../io/looking/walk.ts'
import type { EndedRow } from '../../journal/rows/chosen-rows.ts'
import type { BatchContext } from '../batch-context.ts'

/** Files of a batch as its walk would meet them now; one that has gone is met with that fault. */
export async function retakenEntries(
  rows: readonly Pick<EndedRow, 'source'>[],
  { parts, record }: Pick<BatchContext, 'parts' | 'record'>,
): Promise<WalkEntry[]> {
  const { sources } = JSON.parse(record.request) as { sources: string[] }
  const paths = rows.map(({ source }) => source)
  const identities = await parts.io.call('look', paths)
  const named = new Set(sources)
  const links = paths.filter((path, at) => !identities[at] && named.has(path))
  const behind = links.length > 0 ? await parts.io.call('lookThrough', links) : []
  return paths.map((path, at) => {
    const led = behind[links.indexOf(path)] ?? null
    const identity = identities[at] ?? led
    const fault = identity ? null : new Fault('file-missing', { subject: path }).toWire()
    return { path, relative: relativeOf(path, sources), identity, fault, wanted: true, ...(led && { isLink: true }) }
  })
}

/** Folder below the source it was found in, joined by `/`; empty for one that was named itself. */
function relativeOf(path: string, sources: string[]): string {
  const folder = folderOf(path)
  const around = sources.filter((source) => source !== path && isWithin(source, folder))
  const root = around.toSorted((a, b) => b.length - a.length)[0]
  return root === undefined ? '' : namesBelow(root, folder).join('/')
}
