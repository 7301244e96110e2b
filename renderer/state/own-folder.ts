import { splitName } from '../../contract/split-name.ts'

/** In the home folder of a person, who keeps other things there, what was sent gets its results here. */
const allResults = 'Millrace results'
const nameMost = 60

interface Root {
  path: string
  home?: boolean | undefined
}

interface Sent {
  /** What the files are called together. */
  title: string
  files: readonly { path: string }[]
}

/** Where results of files that are sent go: to a folder of their own where they would lie loose in the home folder, else to the chosen one. */
export function ownFolder(out: string, { title, files }: Sent, roots: readonly Root[]): string {
  if (!roots.some(({ path, home }) => home === true && path === out)) return out
  const isOneFile = files.length === 1 && files[0]?.path === title
  return [withoutEnd(out), allResults, asName(isOneFile ? splitName(title).stem : title)].join(separatorOf(out))
}

/** The folder that is there already, around one that may not be. */
export function folderAround(out: string): string {
  const at = out.indexOf(`${separatorOf(out)}${allResults}${separatorOf(out)}`)
  return at > 0 ? out.slice(0, at) : out
}

/** As every disk takes it. */
function asName(title: string): string {
  const plain = title.replace(/[\p{Cc}/\\:*?"<>|]+/gu, '-').slice(0, nameMost)
  const trimmed = plain.toWellFormed().replace(/^[. ]+|[. ]+$/g, '')
  const isDevice = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(trimmed)
  return trimmed === '' || isDevice ? `Files ${trimmed}`.trim() : trimmed
}

function separatorOf(path: string): string {
  return /^[a-z]:\\|^\\\\/i.test(path) ? '\\' : '/'
}

function withoutEnd(path: string): string {
  return path.replace(/[/\\]$/, '')
}
