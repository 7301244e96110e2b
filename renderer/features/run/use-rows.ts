import { useEffect, useMemo, useState } from 'react'
import type { RowFilter } from '../../../contract/row-commands.ts'
import { useFace } from '../../app/face.ts'
import { useMirror } from '../../app/use-mirror.ts'
import { systemTimer } from '../../link/timer.ts'
import { noPages, type RowPages } from '../../state/row-pages.ts'
import { RowsFeed } from '../../state/rows-feed.ts'

export interface Rows {
  pages: RowPages
  /** Tells which rows are in view. */
  look: (from: number, to: number) => void
}

/** The rows of a batch under a filter and a search, as far as they are looked at; `version` rises when the batch moved on. */
export function useRows({
  batch,
  filter,
  search,
  version,
}: {
  batch: string
  filter: RowFilter
  search: string
  version: number
}): Rows {
  const { link } = useFace()
  const openedMs = useMirror(({ connection }) => (connection.state === 'open' ? connection.sinceMs : null))
  const [held, setHeld] = useState<{ key: string; pages: RowPages }>({ key: '', pages: noPages })
  const key = `${batch}\n${filter}\n${search}`
  const feed = useMemo(
    () =>
      new RowsFeed(
        link.ask,
        { batch, filter, search },
        { timer: systemTimer, told: (pages) => setHeld({ key, pages }) },
      ),
    [link, batch, filter, search, key],
  )
  useEffect(() => () => feed[Symbol.dispose](), [feed])
  useEffect(() => {
    if (openedMs !== null) feed.moved()
  }, [feed, version, openedMs])
  return { pages: held.key === key ? held.pages : noPages, look: feed.look }
}
