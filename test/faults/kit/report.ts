import { existsSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import type { ReportLine } from '../../../contract/job.ts'
import type { Sandbox } from './sandbox.ts'
import { keyFor } from './tree.ts'

const terminal: ReadonlySet<string> = new Set(['done', 'failed', 'skipped', 'cancelled'])

/** What the program says became of its inputs; empty when there is no report. Throws when a line is not JSON. */
export function reportOf(sandbox: Sandbox): ReportLine[] {
  if (!existsSync(sandbox.report)) return []
  const lines = readFileSync(sandbox.report, 'utf8').split('\n').filter(Boolean)
  return lines.map((line) => JSON.parse(line) as ReportLine)
}

/** The name of the input a line speaks of, as a key of a tree. */
export function keyOf({ path, pathKey }: ReportLine): string {
  return basename(pathKey === undefined ? keyFor(path) : Buffer.from(pathKey, 'base64url').toString('latin1'))
}

export function isTerminal({ state }: ReportLine): boolean {
  return terminal.has(state)
}
