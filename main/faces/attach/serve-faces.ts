import { chmod, rm } from 'node:fs/promises'
import { createServer, type Server, type Socket } from 'node:net'
import type { Client } from '../../../contract/client.ts'
import { serveFace } from './serve-face.ts'
import { makeSocketFolder } from './socket-path.ts'

/** How long a face may take to read the last it is told. */
const farewellMs = 1000

export interface FaceServer extends AsyncDisposable {
  /** Takes no more faces and removes the socket's name; those that are there stay. To be called while the state folder's lock is still held. */
  stopListening(): void
}

/**
 * Lets other processes of the same person use `client` through a local socket at `socketPath`. To be called by the owner of the state
 * folder only: whatever has the name is what a dead owner left behind. Disposing says farewell to all faces; it leaves `client` alone.
 */
export async function serveFaces(client: Client, socketPath: string): Promise<FaceServer> {
  const sockets = new Set<Socket>()
  const ending = new AbortController()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
    void serveFace(socket, client, ending.signal)
  })
  await makeSocketFolder(socketPath)
  await listen(server, socketPath)
  return {
    stopListening: () => void server.close(),
    async [Symbol.asyncDispose]() {
      server.close()
      await Promise.all(Array.from(sockets, farewell))
      ending.abort()
    },
  }
}

async function listen(server: Server, socketPath: string): Promise<void> {
  const local = process.platform !== 'win32'
  if (local) await rm(socketPath, { force: true })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(socketPath, () => resolve())
  })
  if (local) await chmod(socketPath, 0o600)
}

function farewell(socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => socket.destroy(), farewellMs)
    socket.once('close', () => {
      clearTimeout(timer)
      resolve()
    })
    socket.destroySoon()
  })
}
