import { extname } from 'node:path'
import mime from 'mime'
import { Fault } from '../../../contract/fault.ts'
import { type Glob, matchesGlob, parseGlob } from '../../../contract/glob.ts'
import type { WatchRules } from '../../../contract/watch-rules.ts'
import { watchKinds } from '../../../contract/watch-words.ts'
import { nameOf } from '../../io/paths.ts'
import type { Sighting } from '../../io/looking/survey.ts'
import { modifiedMs } from './sighting.ts'

type Kind = (typeof watchKinds)[number]
type Filtering = Pick<WatchRules, 'only' | 'leaveOut' | 'kinds' | 'minBytes' | 'maxBytes' | 'maxAgeMs'>

const documents = /pdf|msword|officedocument|opendocument|rtf|epub/
const archives = /zip|x-tar|gzip|x-7z|x-rar|x-bzip|x-xz|zstd/

/** What a watch takes, by name, kind, size and age. @throws Fault `usage-wrong` for a pattern that is none */
export function filterOf(rules: Filtering): (sighting: Sighting, wallMs: number) => boolean {
  const only = rules.only.map(compiled)
  const isLeftOut = anyOf(rules.leaveOut)
  const { kinds, maxAgeMs } = rules
  const smallest = rules.minBytes ?? 0
  const largest = rules.maxBytes ?? Number.POSITIVE_INFINITY
  return ({ path, identity }, wallMs) => {
    const name = nameOf(path)
    if (isLeftOut(name)) return false
    const type = only.length + kinds.length > 0 ? (mime.getType(extname(name)) ?? '') : ''
    if (only.length > 0 && !only.some(({ glob, ofType }) => matchesGlob(glob, ofType ? type : name))) return false
    if (kinds.length > 0 && !kinds.includes(kindOf(type))) return false
    if (identity.sizeBytes < smallest || identity.sizeBytes > largest) return false
    return maxAgeMs === null || wallMs - modifiedMs(identity) <= maxAgeMs
  }
}

/** Most patterns are an extension, and those are looked up: a hundred thousand names are held against the list. */
function anyOf(patterns: string[]): (name: string) => boolean {
  const isExtension = (pattern: string): boolean => /^\*\.[^*?{},.]+$/.test(pattern)
  const extensions = new Set(patterns.filter(isExtension).map((pattern) => pattern.slice(1).toLowerCase()))
  const others = patterns.filter((pattern) => !isExtension(pattern)).map(compiled)
  return (name) => {
    const dot = name.lastIndexOf('.')
    if (dot >= 0 && extensions.has(name.slice(dot).toLowerCase())) return true
    return others.some(({ glob }) => matchesGlob(glob, name))
  }
}

function compiled(source: string): { glob: Glob; ofType: boolean } {
  const parsed = parseGlob(source)
  if ('problem' in parsed) throw new Fault('usage-wrong', { subject: source, why: parsed.problem })
  return { glob: parsed.glob, ofType: source.includes('/') }
}

function kindOf(type: string): Kind {
  if (documents.test(type)) return 'document'
  if (archives.test(type)) return 'archive'
  const family = watchKinds.find((kind) => type.startsWith(`${kind}/`))
  return family ?? 'other'
}
