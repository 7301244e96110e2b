import { useCallback, useEffect, useRef, useState } from 'react'
import type { VerifiedFile } from '../../../contract/batch-commands.ts'
import { Fault } from '../../../contract/fault.ts'
import { useFace } from '../../app/face.ts'
import { nothingVerified, type VerifiedFiles, withVerified } from '../../state/verified-files.ts'
import { checksumLines } from './checksum-lines.ts'

export interface Verified {
  found: VerifiedFiles
  /** The list `sha256sum --check` reads, a part a page: the browser keeps it outside the page's own memory. */
  checksums: readonly Blob[]
  state: 'new' | 'checking' | 'stopped' | 'done'
  fault: Fault | undefined
  endedMs: number
  tookMs: number
}

const nothing: Verified = {
  found: nothingVerified,
  checksums: [],
  state: 'new',
  fault: undefined,
  endedMs: 0,
  tookMs: 0,
}

/** Compares the results of a batch with their receipts, page after page, until done, stopped or left. */
export function useVerify(batch: string): { verified: Verified; start: () => void; stop: () => void } {
  const { link } = useFace()
  const [verified, setVerified] = useState(nothing)
  const running = useRef<AbortController>(undefined)
  const stop = useCallback(() => running.current?.abort(), [])
  useEffect(() => stop, [stop])
  const start = useCallback(() => {
    stop()
    const own = (running.current = new AbortController())
    const { signal } = own
    const beganMs = Date.now()
    const end = (state: 'done' | 'stopped', fault?: Fault) =>
      running.current === own &&
      setVerified((now) => ({ ...now, state, fault, endedMs: Date.now(), tookMs: Date.now() - beganMs }))
    const checkAll = async () => {
      for (let after: number | null = -1; after !== null; ) {
        const page: { files: VerifiedFile[]; next: number | null } = await link.ask(
          'batch.verify',
          { batch, after },
          { signal },
        )
        const { files } = page
        const lines = checksumLines(files)
        setVerified((now) => ({
          ...now,
          found: withVerified(now.found, files),
          checksums: lines.size > 0 ? [...now.checksums, lines] : now.checksums,
        }))
        after = page.next
      }
    }
    setVerified({ ...nothing, state: 'checking' })
    checkAll().then(
      () => end('done'),
      (error: unknown) => end('stopped', signal.aborted ? undefined : Fault.from(error, batch)),
    )
  }, [link, batch, stop])
  return { verified, start, stop }
}
