import { createContext, type ReactNode, useCallback, useContext, useMemo } from 'react'
import type { WatchStatus } from '../../contract/watch.ts'
import { nameOf, shown } from '../texts/shown-path.ts'
import { useTexts } from '../texts/use-texts.ts'
import { useAnswer } from './use-answer.ts'
import { useMirror } from './use-mirror.ts'

const WatchesContext = createContext<readonly WatchStatus[] | undefined>(undefined)

/** The folders that are watched, by name; undefined until they are known. */
export function useWatches(): readonly WatchStatus[] | undefined {
  return useContext(WatchesContext)
}

/** As they were listed, with what was told of them since. */
export function WatchesProvider({ children }: { children: ReactNode }) {
  const { value, fault } = useAnswer('watch.list', {})
  const { compare } = useTexts().format
  const told = useMirror(({ watches }) => watches)
  const listed = value?.watches ?? (fault ? none : undefined)
  const all = useMemo(() => {
    if (!listed) return undefined
    const byId = new Map(listed.map((watch) => [watch.id, watch] as const))
    for (const [id, watch] of told) {
      if (watch) byId.set(id, watch)
      else byId.delete(id)
    }
    return [...byId.values()].filter(({ kept }) => kept).sort((a, b) => compare(a.name, b.name))
  }, [listed, told, compare])
  return <WatchesContext.Provider value={all}>{children}</WatchesContext.Provider>
}

const none: readonly WatchStatus[] = []

/** What a batch is called: after its watched folder, also when that is watched no more, or the files that were sent to it, else after the folder its results go to. */
export function useBatchTitle(): (batch: { title?: string; out: string; watch?: string | undefined }) => string {
  const watches = useWatches()
  return useCallback(
    ({ title, out, watch }) => {
      const name = watches?.find(({ id }) => id === watch)?.name ?? title
      return name === undefined ? nameOf(out) : shown(name)
    },
    [watches],
  )
}
