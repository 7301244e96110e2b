import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { packageRoot } from '../../main/package-root.ts'
import { printed } from './markdown.ts'

const folder = join(packageRoot, 'docs/decisions')

/** The decisions by their numbers, with their headings as links. */
export function decisionsPage(): string {
  const names = readdirSync(folder).filter((name) => /^\d{3}-/.test(name))
  const lines = names.toSorted().map((name) => `- [${headingOf(name)}](${name})\n`)
  return `# Decisions\n\n${printed}\nContext, choice and price of what somebody could wonder about. A number is given once.\n\n${lines.join('')}`
}

function headingOf(name: string): string {
  const [first = ''] = readFileSync(join(folder, name), 'utf8').split('\n')
  return first.replace(/^# /, '')
}
