import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Client } from '../contract/client.ts'
import { localClient } from './engine-client.ts'
import { findBatch, listBatches } from './journal/batches.ts'
import { openReadOnly } from './journal/store.ts'
import { receipts, reportPage } from './journal/views.ts'
import { hashFile } from './io/seal.ts'
import { Desk } from './run/desk.ts'

/**
 * Answers what the journal alone can tell (`batch.list`, `batch.get`, `batch.report`, `batch.verify`) without the lock, whether
 * or not an engine runs. A state folder without a journal has no batches. The caller closes it.
 */
export async function openReader({ stateFolder }: { stateFolder: string }): Promise<Client> {
  const path = join(stateFolder, 'journal.db')
  if (!existsSync(path)) return emptyReader()
  const store = openReadOnly(path)
  const desk = new Desk(
    {
      findBatch: async (id) => findBatch(store, id) ?? null,
      listBatches: async (input) => listBatches(store, input),
      reportPage: async (input) => reportPage(store, input),
      receipts: async (input) => receipts(store, input),
    },
    async (result) => (existsSync(result) ? hashFile(result) : null),
  )
  return { ...deskClient(desk), [Symbol.asyncDispose]: async () => store[Symbol.dispose]() }
}

function emptyReader(): Client {
  const records = {
    findBatch: async () => null,
    listBatches: async () => [],
    reportPage: async () => ({ lines: [], next: null }),
    receipts: async () => [],
  }
  return deskClient(new Desk(records, async () => null))
}

function deskClient(desk: Desk): Client {
  return localClient(
    {
      'batch.list': (input: Parameters<Desk['list']>[0]) => desk.list(input),
      'batch.get': async ({ batch }: { batch: string }) => ({ batch: await desk.snapshot(batch) }),
      'batch.report': (input: Parameters<Desk['report']>[0]) => desk.report(input),
      'batch.verify': (input: Parameters<Desk['verify']>[0]) => desk.verify(input),
    },
    async function* () {},
  )
}
