import { Readable } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Client } from '../../../../contract/client.ts'
import { Fault } from '../../../../contract/fault.ts'
import { nameOf } from '../../../io/paths.ts'
import type { FileDesk } from '../../../run/answers/file-desk.ts'
import type { GrantKeeper } from '../../../settings/grants.ts'
import { checked } from '../checked.ts'
import { zipStream } from '../zip/zip-stream.ts'
import { ArchiveNames, commonFolder } from './archive-names.ts'
import { GrantedFiles } from './granted-files.ts'
import { reportCsv, reportJsonl } from './report-text.ts'
import { zipSources } from './results-zip.ts'
import { parseRowRanges } from './row-ranges.ts'
import { attachment, sendFile } from './send-file.ts'
import { batchName, resultNumber, rowNumber } from './row-address.ts'

export interface FileRoutesOptions {
  client: Client
  files: FileDesk
  grants: GrantKeeper
  closing: AbortSignal
}

const oneOriginal = z.object({ batch: batchName, seq: rowNumber })
const oneResult = z.object({ batch: batchName, seq: rowNumber, n: resultNumber })
const oneBatch = z.object({ batch: batchName })
const someRows = z.object({ seqs: z.string().max(20_000).optional() })

/** Originals, results and reports of batches as downloads. */
export function addFileRoutes(app: FastifyInstance, options: FileRoutesOptions): void {
  addSingleFiles(app, options)
  addArchive(app, options)
  addReport(app, options, { kind: 'csv', type: 'text/csv; charset=utf-8', report: reportCsv })
  addReport(app, options, { kind: 'jsonl', type: 'application/jsonl; charset=utf-8', report: reportJsonl })
}

function addSingleFiles(app: FastifyInstance, { files, grants }: FileRoutesOptions): void {
  app.get('/api/batches/:batch/results/:seq/:n', async (request, reply) => {
    const { batch, seq, n } = checked(oneResult, request.params)
    const path = (await files.filesOf(batch, seq)).outputs[n]
    if (path === undefined) throw new Fault('file-missing', { subject: `result ${n} of row ${seq}` })
    return sendFile(request, reply, { path: await new GrantedFiles(grants).locate(path), name: nameOf(path) })
  })
  app.get('/api/batches/:batch/originals/:seq', async (request, reply) => {
    const { batch, seq } = checked(oneOriginal, request.params)
    const { source, original } = await files.filesOf(batch, seq)
    const granted = await new GrantedFiles(grants).locate(source)
    // The vault is closed to faces, but what it holds for a file in a grant may be seen.
    const path = original === source ? granted : original
    return sendFile(request, reply, { path, name: nameOf(source) })
  })
}

function addArchive(app: FastifyInstance, { client, files, grants, closing }: FileRoutesOptions): void {
  app.get('/api/batches/:batch/results.zip', async (request, reply) => {
    const { batch } = checked(oneBatch, request.params)
    const wants = parseRowRanges(checked(someRows, request.query).seqs)
    const { out, batchId } = (await client.ask('batch.get', { batch }, { signal: closing })).batch
    const { outs, sources: from } = await client.ask('batch.places', { batch: batchId }, { signal: closing })
    const names = new ArchiveNames([out, ...outs, ...commonFolder(from)])
    const results = files.results(batchId, { wants, signal: closing })
    const sources = zipSources(results, { files: new GrantedFiles(grants), names })
    return reply
      .headers(downloadHeaders({ name: `${nameOf(out) || 'results'}.zip`, type: 'application/zip' }))
      .send(Readable.from(zipStream(sources), { objectMode: false }))
  })
}

interface ReportForm {
  kind: string
  /** Media type. */
  type: string
  report: typeof reportCsv
}

function addReport(app: FastifyInstance, { client, closing }: FileRoutesOptions, form: ReportForm): void {
  const { kind, type, report } = form
  app.get(`/api/batches/:batch/report.${kind}`, async ({ params }, reply) => {
    const { batch } = checked(oneBatch, params)
    const { batchId } = (await client.ask('batch.get', { batch }, { signal: closing })).batch
    return reply
      .headers(downloadHeaders({ name: `millrace-${batchId}.${kind}`, type }))
      .send(Readable.from(report(client, { batch: batchId, signal: closing }), { objectMode: false }))
  })
}

function downloadHeaders({ name, type }: { name: string; type: string }): Record<string, string> {
  return { 'content-type': type, 'content-disposition': attachment(name), 'cache-control': 'no-store' }
}
