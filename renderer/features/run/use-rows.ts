import { useEffect, useMemo, useState } from 'react'
import { useFace } from '../../app/face.ts'
import { useMirror } from '../../app/use-mirror.ts'
import { systemTimer } from '../../link/timer.ts'
import { noPages, type RowPages, withAfter } from '../../state/row-pages.ts'
import type { ListFilter } from '../../state/run-view.ts'
import { RowsFeed } from '../../state/rows-feed.ts'

const noneOfThem: RowPages = { ...noPages, total: 0 }
const lookAtNothing = (): void => {}

export interface Rows {
  pages: RowPages
  /** Tells which rows are in view. */
  look: (from: number, to: number) => void
}

interface RowsWanted {
  batch: string
  filter: ListFilter
  search: string
  /** Rises when the batch moved on. */
  version: number
  /** Rows that are not the engine's, to stand after those that are. */
  after: RowPages['after']
}

/** The rows of a batch under a filter and a search, as far as they are looked at. */
export function useRows({ batch, filter, search, version, after }: RowsWanted): Rows {
  const { link } = useFace()
  const openedMs = useMirror(({ connection }) => (connection.state === 'open' ? connection.sinceMs : null))
  const [held, setHeld] = useState<{ key: string; pages: RowPages }>({ key: '', pages: noPages })
  const key = `${batch}\n${filter}\n${search}`
  const feed = useMemo(
    () =>
      filter === 'uploading'
        ? null
        : new RowsFeed(
            link.ask,
            { batch, filter, search },
            { timer: systemTimer, told: (pages) => setHeld({ key, pages }) },
          ),
    [link, batch, filter, search, key],
  )
  useEffect(() => () => feed?.[Symbol.dispose](), [feed])
  useEffect(() => {
    if (openedMs !== null) feed?.moved()
  }, [feed, version, openedMs])
  const own = held.key === key ? held.pages : feed ? noPages : noneOfThem
  const pages = useMemo(() => withAfter(own, after), [own, after])
  return { pages, look: feed?.look ?? lookAtNothing }
}
