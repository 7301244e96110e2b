import { useCallback } from 'react'
import { useFace } from '../../app/face.ts'
import { folderOf } from '../../state/path-parts.ts'

const pageRows = 200
const filesMost = 5000

/** The files of a batch, to run them again; past some thousands the folders they lie in. */
export function useSources(): (batch: string) => Promise<string[]> {
  const { link } = useFace()
  return useCallback(
    async (batch) => {
      const signal = AbortSignal.timeout(60_000)
      const paths: string[] = []
      for (let offset = 0; offset < filesMost; offset += pageRows) {
        const { rows } = await link.ask(
          'batch.rows',
          { batch, filter: 'all', search: '', offset, limit: pageRows },
          { signal },
        )
        paths.push(...rows.map(({ path }) => path))
        if (rows.length < pageRows) return paths
      }
      return [...new Set(paths.map(folderOf))]
    },
    [link],
  )
}
