import type { Client } from '../../../../contract/client.ts'

/** The report of a whole batch, a page of lines at a time, in order of the files. */
export async function* reportPages(
  client: Client,
  batch: string,
  { signal }: { signal: AbortSignal },
): AsyncGenerator<string[], void, undefined> {
  for (let after: number | null = -1; after !== null; ) {
    const page: { lines: string[]; next: number | null } = await client.ask(
      'batch.report',
      { batch, after },
      { signal },
    )
    yield page.lines
    after = page.next
  }
}
