import { createContext, useContext, useSyncExternalStore } from 'react'
import type { LiveUpload } from './live-upload.ts'
import type { Uploads } from './uploads.ts'

export const UploadsContext = createContext<Uploads | null>(null)

export function useUploads(): Uploads {
  const uploads = useContext(UploadsContext)
  if (!uploads) throw new Error('Every screen stands in an UploadsContext.')
  return uploads
}

export function useLiveUploads(): ReadonlyMap<string, LiveUpload> {
  const { store } = useUploads()
  return useSyncExternalStore(store.subscribe, store.get)
}

/** The files this page sends to a run; undefined where it sends none. */
export function useUploadOf(batch: string): LiveUpload | undefined {
  return useLiveUploads()
    .values()
    .find((upload) => upload.batch === batch)
}
