import { fileFacts } from '../../contract/facts.ts'
import { parseTemplate } from '../../contract/template.ts'
import type { TemplatePart } from '../../contract/template.ts'

export interface FolderExample {
  /** Below the folder for results, as `2026/2026-11`; empty for that folder itself. */
  folder: string
  /** It is another one for other files. */
  varies: boolean
}

/** What a file may have, as folders are called by it: they are no texts, since they are the same on the disk in every language. */
const examples: Readonly<Record<string, string>> = {
  stem: 'DSC_0001',
  ext: 'jpg',
  name: 'DSC_0001.jpg',
  path: 'Holiday',
  parent: 'Holiday',
  kind: 'Pictures',
  camera: 'EOS R6',
  'date-source': 'exif',
}

/** A template of a folder as a person reads it: with what it would be for a photo taken at `nowMs`. Facts of steps, which only those know, stand as they are called. */
export function folderExample(template: string, nowMs: number): FolderExample {
  const parsed = parseTemplate(template, { use: 'folder', facts: fileFacts })
  if ('problems' in parsed) return { folder: template.replace(/^\{out\}\/?/, '').replace(/[{}]/g, ''), varies: true }
  const { components, facts } = parsed.template
  const names = components.map((parts) => parts.map((part) => exampleOf(part, nowMs)).join(''))
  return { folder: names.join('/'), varies: facts.length > 0 }
}

function exampleOf(part: TemplatePart, nowMs: number): string {
  if (part.kind === 'text') return part.text
  const { fact, format, info } = part
  if (info.kind === 'instant') return dateAs(format || 'YYYY-MM-DD', new Date(nowMs))
  if (info.kind === 'number') return '1'.padStart(Number(format || 1), '0')
  return examples[fact] ?? fact
}

function dateAs(format: string, at: Date): string {
  const parts: Record<string, number> = {
    YYYY: at.getFullYear(),
    MM: at.getMonth() + 1,
    DD: at.getDate(),
    HH: at.getHours(),
    mm: at.getMinutes(),
    ss: at.getSeconds(),
  }
  return format.replace(/YYYY|MM|DD|HH|mm|ss/g, (part) => String(parts[part]).padStart(part.length, '0'))
}
