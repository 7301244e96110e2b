import { createServer, connect, type Socket } from 'node:net'
import { once } from 'node:events'
import { Transform } from 'node:stream'

export interface BreakableLine extends AsyncDisposable {
  port: number
  /** Ends every connection, and takes no new one until mended. */
  cut(): void
  mend(): void
  /** From now on no faster than this, each way. */
  slow(bytesPerS: number): void
  /** Leads to another port from now on. */
  lead(port: number): void
}

/** A line to a port of this machine that can be cut in the middle, as a cable would be. */
export async function breakableLine(port: number): Promise<BreakableLine> {
  let target = port
  const open = new Set<Socket>()
  let isCut = false
  let perS = Number.POSITIVE_INFINITY
  const server = createServer((near) => {
    if (isCut) return near.destroy()
    const far = connect(target, '127.0.0.1')
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(one)
      one.pipe(paced(() => perS)).pipe(other)
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
    slow(bytesPerS) {
      perS = bytesPerS
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

function paced(perS: () => number): Transform {
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      const waitMs = (chunk.length / perS()) * 1000
      if (waitMs < 1) done(null, chunk)
      else setTimeout(() => done(null, chunk), waitMs)
    },
  })
}
