import type { Client } from '../../../../contract/client.ts'
import type { ReportLine } from '../../../../contract/job.ts'

interface ReportRequest {
  batch: string
  signal: AbortSignal
}

/** The report as the command line writes it: JSON, a line for each file. */
export async function* reportJsonl(client: Client, request: ReportRequest): AsyncGenerator<string> {
  for await (const lines of pages(client, request)) yield lines.map((line) => `${line}\n`).join('')
}

const columns = ['path', 'state', 'reused', 'results', 'bytes', 'code', 'message', 'remedy', 'ms']
/** Tells spreadsheets that what follows is UTF-8. */
const byteOrderMark = '\ufeff'

/** The report for a spreadsheet (RFC 4180). */
export async function* reportCsv(client: Client, request: ReportRequest): AsyncGenerator<string> {
  yield `${byteOrderMark}${columns.join(',')}\r\n`
  for await (const lines of pages(client, request))
    yield lines
      .map(
        (line) =>
          `${cellsOf(JSON.parse(line) as ReportLine)
            .map(quoted)
            .join(',')}\r\n`,
      )
      .join('')
}

async function* pages(client: Client, { batch, signal }: ReportRequest): AsyncGenerator<string[]> {
  let after: number | null = -1
  while (after !== null) {
    const page: { lines: string[]; next: number | null } = await client.ask(
      'batch.report',
      { batch, after },
      { signal },
    )
    yield page.lines
    after = page.next
  }
}

function cellsOf({ path, state, reused, outputs, code, message, remedy, ms }: ReportLine): string[] {
  const results = outputs.map((output) => output.path).join('\n')
  const bytes = outputs.reduce((sum, output) => sum + output.bytes, 0)
  return [path, state, String(reused), results, String(bytes), code ?? '', message ?? '', remedy ?? '', String(ms)]
}

/** A cell that begins like a formula would be carried out by a spreadsheet: a quote before it makes it text. */
function quoted(cell: string): string {
  const harmless = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell
  return `"${harmless.toWellFormed().replaceAll('"', '""')}"`
}
