import { mkdirSync, writeFileSync } from 'node:fs'
import { mkdtempDisposable } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Host } from '../../../host.ts'
import { openHost } from '../../../host.ts'
import type { ServerSettings } from '../../../settings/server-settings.ts'
import { openServer, type RunningServer } from '../open-server.ts'

export interface Served extends AsyncDisposable {
  host: Host
  server: RunningServer
  /** A folder that is granted, with an `in` and an `out` in it. */
  root: string
  /** As a script that has the token. */
  fetch(path: string, init?: RequestInit): Promise<Response>
}

/** A real engine and a real server in folders of their own, everything let go of when disposed. */
export async function served(settings: Partial<ServerSettings> = {}): Promise<Served> {
  await using stack = new AsyncDisposableStack()
  const { path: home } = stack.use(await mkdtempDisposable(join(tmpdir(), 'mr-served-')))
  const place = stack.use(await servedAt(home, settings))
  const kept = stack.move()
  return { ...place, [Symbol.asyncDispose]: () => kept.disposeAsync() }
}

/** As `served`, in a folder that is there before and after. */
export async function servedAt(home: string, settings: Partial<ServerSettings> = {}): Promise<Served> {
  await using stack = new AsyncDisposableStack()
  const root = join(home, 'root')
  const stateFolder = join(home, 'state')
  for (const folder of [stateFolder, join(root, 'in'), join(root, 'out')]) mkdirSync(folder, { recursive: true })
  const roots = [{ path: root, access: 'write' }]
  writeFileSync(join(stateFolder, 'settings.json'), JSON.stringify({ server: { roots, ...settings } }))
  const host = stack.use(await openHost({ stateFolder }))
  const screens = join(home, 'no-screens')
  const server = stack.use(await openServer(host, { host: '127.0.0.1', port: 0, screens }))
  const kept = stack.move()
  return {
    host,
    server,
    root,
    fetch: (path, { headers, ...init } = {}) =>
      fetch(new URL(path, server.url), {
        ...init,
        headers: { authorization: `Bearer ${server.token}`, ...(headers as Record<string, string>) },
      }),
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  }
}
