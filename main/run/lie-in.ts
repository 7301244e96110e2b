import { folderOf } from '../io/paths.ts'
import type { IoLane } from './lanes/io.ts'

/** A file, and the folder it is to go to. */
export interface Way {
  source: string
  folder: string
}

/** Which of the files lie in that very folder, whatever way leads there: a link, or letters of another case. No disk is asked where both are written alike. */
export async function lieIn(ways: readonly Way[], io: Pick<IoLane, 'call'>): Promise<boolean[]> {
  const written = ways.flatMap(({ source, folder }) => (folderOf(source) === folder ? [] : [folderOf(source), folder]))
  const folders = [...new Set(written)]
  const found = folders.length === 0 ? [] : await io.call('folderIds', folders)
  const ids = new Map(folders.map((folder, at) => [folder, found[at] ?? null]))
  return ways.map(({ source, folder }) => {
    const own = folderOf(source)
    const id = ids.get(own) ?? null
    return own === folder || (id !== null && id === ids.get(folder))
  })
}
