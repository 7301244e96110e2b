import type { WalkEntry, WalkOptions } from '../io/looking/walk.ts'

/** The walk of an io thread, chunk by chunk. The thread that opened it has to be asked for the rest. */
export interface WalkPort {
  call(operation: 'walkOpen', input: { id: number; roots: { path: string }[]; options: WalkOptions }): Promise<void>
  call(operation: 'walkNext', id: number): Promise<WalkEntry[]>
  call(operation: 'walkClose', id: number): Promise<void>
}

let nextWalk = 0

/**
 * Everything found under the given paths, in the walk's fixed order, in chunks. One chunk is asked for ahead of the one that is
 * taken, so a slow taker holds the walk back and memory stays flat. Leaving the loop or aborting ends the walk.
 */
export async function* arrivals(
  port: WalkPort,
  paths: string[],
  { signal, ...options }: WalkOptions & { signal: AbortSignal },
): AsyncGenerator<WalkEntry[]> {
  const id = nextWalk++
  await port.call('walkOpen', { id, roots: paths.map((path) => ({ path })), options })
  const ask = (): Promise<WalkEntry[]> => {
    const next = port.call('walkNext', id)
    // What fails is told to whoever takes it, and to nobody where the loop was left before.
    next.catch(() => {})
    return next
  }
  try {
    for (let next = ask(); ; ) {
      signal.throwIfAborted()
      const entries = await next
      if (entries.length === 0) return
      next = ask()
      yield entries
    }
  } finally {
    await port.call('walkClose', id)
  }
}
