import { createContext, useContext, useMemo } from 'react'
import { useUploadOf } from '../../app/use-uploads.ts'

/** What the rows of a run have to know of the files this page sends to it. Changes seldom, so that rows are not drawn again for nothing. */
export interface Sent {
  /** The folder its files lie in on the server, which says nothing to a person; empty where this page sends none. */
  folder: string
  /** Files still come: their way has one part more. */
  isUploading: boolean
  /** Absolute paths of those that the server had already. */
  known: ReadonlySet<string>
}

const nothing: Sent = { folder: '', isUploading: false, known: new Set() }

export const SentContext = createContext<Sent>(nothing)

export function useSent(): Sent {
  return useContext(SentContext)
}

/** `isUploading`: files still come to the run, from wherever. */
export function useSentTo(batch: string, isUploading: boolean): Sent {
  const upload = useUploadOf(batch)
  const folder = upload?.folder ?? ''
  const count = upload?.progress.known ?? 0
  return useMemo(() => {
    const rows = count === 0 ? [] : (upload?.progress.rows ?? [])
    const paths = rows.flatMap(({ state, path }) => (state === 'known' ? [`${folder}/${path}`] : []))
    return { folder, isUploading, known: new Set(paths) }
    // A file that is known stays so: their number says when there are others.
  }, [folder, isUploading, count])
}
