import type { Client } from '../../../../contract/client.ts'

/** The report of a whole batch, a page of lines at a time, in order of the files; `after`: of the files behind that one only. */
export async function* reportPages(
  client: Client,
  batch: string,
  { signal, after = -1 }: { signal: AbortSignal; after?: number },
): AsyncGenerator<string[], void, undefined> {
  for (let last: number | null = after; last !== null; ) {
    const page: { lines: string[]; next: number | null } = await client.ask(
      'batch.report',
      { batch, after: last },
      { signal },
    )
    yield page.lines
    last = page.next
  }
}
