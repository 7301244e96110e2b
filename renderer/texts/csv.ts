type Cell = string | number

/** Lines as RFC 4180 has them, with the mark by which spreadsheets know UTF-8. */
export function csv(lines: readonly (readonly Cell[])[]): string {
  return `\ufeff${lines.map((line) => `${line.map(cell).join(',')}\r\n`).join('')}`
}

/** A text that a spreadsheet would take for a formula gets an apostrophe before it: names of files are data, wherever they are opened. */
function cell(value: Cell): string {
  if (typeof value === 'number') return String(value)
  const text = value.toWellFormed()
  const safe = /^[\s]*[=+\-@|%\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
