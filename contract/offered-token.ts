/** Where a bare token would not do: a date without its time, a number with so many digits that names sort. */
const offered: Readonly<Record<string, string>> = {
  date: 'date:YYYY-MM-DD',
  modified: 'modified:YYYY-MM-DD',
  created: 'created:YYYY-MM-DD',
  'batch-date': 'batch-date:YYYY-MM-DD',
  counter: 'counter:3',
}

/** A fact as a token that is put into a template for a person. */
export function offeredToken(fact: string): string {
  return `{${offered[fact] ?? fact}}`
}
