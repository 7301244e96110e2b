import { createServer, connect, type Socket } from 'node:net'
import { once } from 'node:events'

export interface BreakableLine extends AsyncDisposable {
  port: number
  /** Ends every connection, and takes no new one until mended. */
  cut(): void
  mend(): void
  /** Leads to another port from now on. */
  lead(port: number): void
}

/** A line to a port of this machine that can be cut in the middle, as a cable would be. */
export async function breakableLine(port: number): Promise<BreakableLine> {
  let target = port
  const open = new Set<Socket>()
  let isCut = false
  const server = createServer((near) => {
    if (isCut) return near.destroy()
    const far = connect(target, '127.0.0.1')
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(one)
      one.pipe(other)
      one.on('error', () => other.destroy())
      one.on('close', () => {
        open.delete(one)
        other.destroy()
      })
    }
    return undefined
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const end = () => {
    for (const socket of open) socket.destroy()
  }
  return {
    port: (server.address() as { port: number }).port,
    cut() {
      isCut = true
      end()
    },
    mend() {
      isCut = false
    },
    lead(other) {
      target = other
      end()
    },
    async [Symbol.asyncDispose]() {
      end()
      const closed = once(server, 'close')
      server.close()
      await closed
    },
  }
}
