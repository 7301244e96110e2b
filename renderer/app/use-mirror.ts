import { useRef, useSyncExternalStore } from 'react'
import type { LiveBatch, Mirror } from '../state/mirror.ts'
import { useFace } from './face.ts'

/** A part of the mirror; the screen is drawn again only when that part is another one. */
export function useMirror<T>(select: (mirror: Mirror) => T): T {
  const { mirror } = useFace()
  return useSyncExternalStore(mirror.subscribe, () => select(mirror.get()))
}

export function useLiveBatch(id: string): LiveBatch | undefined {
  return useMirror((mirror) => mirror.batches.get(id))
}

/** A part made of several, drawn again only when one of them is another one. */
export function useMirrorList<T>(select: (mirror: Mirror) => readonly T[]): readonly T[] {
  const last = useRef<readonly T[]>([])
  return useMirror((mirror) => {
    const next = select(mirror)
    const same = next.length === last.current.length && next.every((item, nth) => Object.is(item, last.current[nth]))
    if (!same) last.current = next
    return last.current
  })
}

/** Since when nothing is heard, epoch milliseconds; null while the line is up. */
export function useLostMs(): number | null {
  return useMirror(({ connection }) => (connection.state === 'lost' ? connection.sinceMs : null))
}

export function useIsOpen(): boolean {
  return useMirror(({ connection }) => connection.state === 'open')
}
