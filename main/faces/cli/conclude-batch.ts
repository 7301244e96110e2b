import type { Client } from '../../../contract/client.ts'
import type { BatchSnapshot } from '../../../contract/event.ts'
import type { ReportLine } from '../../../contract/job.ts'
import type { Order } from './carry-batch.ts'
import { type ExitCode, exitCodes } from './exit-code.ts'
import { ClosingReport, withReport } from './report/closing-report.ts'
import { reportPages } from './report/report-pages.ts'
import { Causes } from './show/causes.ts'
import { closingLines } from './show/closing-lines.ts'
import type { World } from './world.ts'

interface Conclusion {
  client: Client
  batch: BatchSnapshot
  order: Order
  /** By the monotonic clock. */
  startedMs: number
}

/**
 * Reads the batch's report once: into the file that was asked for, and for the causes of failures. Then says how it ended, also where
 * that file cannot be written.
 */
export async function concludeBatch(world: World, { client, batch, order, startedMs }: Conclusion): Promise<ExitCode> {
  const causes = new Causes()
  await using file = order.reportPath ? await ClosingReport.begin(order.reportPath) : undefined
  if (file || batch.counts.failed > 0) {
    // Also after an interruption, and its signal has nothing to say here: pages come from the journal, one after the other.
    const { signal } = new AbortController()
    for await (const lines of reportPages(client, batch.batchId, { signal })) {
      await file?.writeLines(lines)
      for (const failed of failuresAmong(lines)) {
        order.view.failed(failed)
        causes.add(failed)
      }
    }
  }
  await file?.publish()
  order.view[Symbol.dispose]()
  const elapsedMs = world.clock.monotonicMs() - startedMs
  const report = file ?? order.followed
  const words = closingLines({ batch, elapsedMs, report, causes: causes.lines() }).map((line) => `${line}\n`)
  await tellLast(words.join(''), { world, tell: order.tell })
  return world.interrupts.exitCode ?? withReport(exitCodeOfBatch(batch), report)
}

/** Whoever has read enough of what happened is still to know how it ended. */
async function tellLast(text: string, { world, tell }: Pick<Order, 'tell'> & { world: World }): Promise<void> {
  tell.write(text)
  await tell.flush()
  if (tell.unread && tell !== world.stderr) world.stderr.write(text)
}

function* failuresAmong(lines: string[]): Generator<ReportLine, void, undefined> {
  for (const text of lines) {
    // A report has many more lines than failures; only those that can be one are parsed.
    if (!text.includes('"failed"')) continue
    const line = JSON.parse(text) as ReportLine
    if (line.state === 'failed') yield line
  }
}

function exitCodeOfBatch({ state, counts }: BatchSnapshot): ExitCode {
  if (state === 'cancelled') return exitCodes.interrupted
  if (state !== 'finished') return exitCodes.cannotStart
  return counts.failed > 0 ? exitCodes.someFailed : exitCodes.ok
}
