import type { IconName } from '../../ui/icon.tsx'

/** Kinds of work that are known at a glance. */
const own: [RegExp, IconName][] = [
  [/\.(upright|rotate)$/, 'rotate'],
  [/\.(resize|sizes|crop|trim|pad)$/, 'resize'],
  [/watermark/, 'drop'],
  [/checksum|hash/, 'hash'],
  [/metadata|tag/, 'tag'],
  [/\.(merge|join)$/, 'merge'],
  [/text|ocr/, 'type'],
]

const families: Record<string, IconName> = {
  image: 'image',
  archive: 'archive',
  secret: 'lock',
  external: 'cpu',
  pdf: 'doc',
  table: 'table',
  data: 'table',
  media: 'film',
  video: 'film',
  audio: 'audio',
  net: 'globe',
}

/** By what the name of a step says; any other step has the sign of its family, or of a file. */
export function stepIcon(step: string): IconName {
  const family = step.slice(0, Math.max(0, step.indexOf('.')))
  return own.find(([pattern]) => pattern.test(step))?.[1] ?? families[family] ?? 'doc'
}
