import { mkdirSync, mkdtempDisposableSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { CommandInput } from '../../contract/command.ts'
import { openServer } from '../../main/faces/server/open-server.ts'
import { SocketClient } from '../../main/faces/server/testing/socket-client.ts'
import { openHost } from '../../main/host.ts'
import { hold } from './ratio.ts'
import { writeHistory } from './write-history.ts'

type Wanted = Omit<CommandInput<'batch.rows'>, 'batch' | 'offset' | 'limit'> & { offset?: number }

async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedMs = performance.now()
  await work()
  return performance.now() - startedMs
}

/** All but the slowest twentieth: a machine does other things now and then. */
function mostOf(figures: number[]): number {
  return figures.toSorted((a, b) => a - b)[Math.ceil(figures.length * 0.95) - 1] ?? 0
}

async function bench(count: number, { windowMs, viewMs }: { windowMs: number; viewMs: number }): Promise<void> {
  console.log(`\n${count.toLocaleString('en')} rows`)
  using folder = mkdtempDisposableSync(join(tmpdir(), 'millrace-bench-'))
  const stateFolder = join(folder.path, 'state')
  mkdirSync(stateFolder)
  writeFileSync(join(stateFolder, 'settings.json'), '{"server":{"roots":[]}}')
  const batch = writeHistory(stateFolder, count)
  await using host = await openHost({ stateFolder })
  await using server = await openServer(host, { host: '127.0.0.1', port: 0 })
  using client = await SocketClient.connect({ server })
  const ask = ({ offset = 0, ...wanted }: Wanted) =>
    timed(() => client.ask('batch.rows', { batch, offset, limit: 100, ...wanted }))
  hold('opened: the first rows, ms', await ask({}), { atMost: 1000 })
  hold('the first filter, while the rows are still read, ms', await ask({ filter: 'failed' }), { atMost: 2000 })
  const windows: number[] = []
  for (let n = 0; n < 100; n++) windows.push(await ask({ offset: Math.floor((count / 100) * n) }))
  hold('any window, all but 5 of 100, ms', mostOf(windows), { atMost: windowMs })
  const filters: number[] = []
  for (let n = 0; n < 20; n++) filters.push(await ask({ filter: n % 2 ? 'done' : 'failed', offset: n * 50 }))
  hold('any window of a filter, all but one of 20, ms', mostOf(filters), { atMost: viewMs })
  const searches: number[] = []
  for (const search of ['IMG_1', '.jpg', '99', 'nothing', '1000777', 'img_10', '7.JPG'])
    searches.push(await ask({ search }))
  hold('a new search, the slowest of 7, ms', Math.max(...searches), { atMost: viewMs })
  const both = await ask({ search: '77', filter: 'failed' })
  hold('search and filter, ms', both, { atMost: viewMs })
  hold('causes of all failures, ms', await timed(() => client.ask('batch.causes', { batch })), { atMost: 1000 })
}

/** How soon a face in a browser has the rows a person looks at, over a real WebSocket. */
export async function rows(): Promise<void> {
  await bench(100_000, { windowMs: 20, viewMs: 50 })
  await bench(1_000_000, { windowMs: 20, viewMs: 200 })
}
