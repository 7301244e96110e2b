import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Publication {
  version: string
  /** What the AppImage consists of. */
  file: string
  /** What its checksum is said to be of, where that is something else. */
  claimed?: string
}

export interface UpdateServer extends AsyncDisposable {
  address: string
  /** From now on this is the newest. */
  publish: (newest: Publication) => void
  /** Every path that was asked for. */
  asked: string[]
}

/** A place of this machine where new versions are published, as a generic provider: a list, and the files it names. */
export async function updateServer(): Promise<UpdateServer> {
  let newest: Publication = { version: '0.0.0', file: '' }
  const asked: string[] = []
  const server = createServer(({ url = '' }, response) => {
    asked.push(url)
    response.end(/^\/latest.*\.yml/.test(url) ? listOf(newest) : newest.file)
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const { port } = server.address() as AddressInfo
  return {
    address: `http://127.0.0.1:${port}/`,
    publish: (publication) => (newest = publication),
    asked,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

/** JSON is YAML. */
function listOf({ version, file, claimed = file }: Publication): string {
  const url = `millrace-${version}.AppImage`
  const sha512 = createHash('sha512').update(claimed).digest('base64')
  const files = [{ url, sha512, size: Buffer.byteLength(file) }]
  return JSON.stringify({ version, files, path: url, sha512, releaseDate: '2026-01-01T00:00:00.000Z' })
}
