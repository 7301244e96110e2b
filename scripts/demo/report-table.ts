import { readFileSync } from 'node:fs'
import { basename, relative } from 'node:path'
import type { ReportLine } from '../../contract/job.ts'
import { escapeName } from '../../main/faces/cli/show/escape-name.ts'
import { numberOf, sizeOf } from '../../main/faces/cli/show/words.ts'

const mostFiles = 40

/** What became of each file of a report, in a line or two each; sources as seen from `folder`. */
export function reportTable(reportPath: string, folder: string): string[] {
  const lines = readFileSync(reportPath, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((text) => JSON.parse(text) as ReportLine)
  const rest = lines.length - mostFiles
  return [
    ...lines.slice(0, mostFiles).flatMap((line) => fileLines(line, folder)),
    ...(rest > 0 ? [`  and ${numberOf(rest)} more`] : []),
  ]
}

function fileLines({ path, state, outputs, message = '', remedy = '' }: ReportLine, folder: string): string[] {
  const name = escapeName(relative(folder, path) || basename(path))
  if (state !== 'done')
    return [`  ${name}`, `      ${state}: ${escapeName([message, remedy].filter(Boolean).join(' '))}`]
  const results = outputs.map((output) => `${escapeName(basename(output.path))} (${sizeOf(output.bytes)})`)
  return [`  ${name}`, `      ${results.join(', ') || 'nothing to make'}`]
}
