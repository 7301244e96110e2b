import { createHash } from 'node:crypto'
import { copyFileSync, globSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { parse, stringify } from 'yaml'

/** What the updater reads: the newest version, and its files for every machine it was made for. */
interface Latest {
  version: string
  files: { url: string; sha512: string; size: number }[]
}

/**
 * Puts what was made on several machines (a folder each below `from`) into one folder, with the checksums of all of it. Two machines of one
 * system name the same list for the updater, which has to hold the files of both. Throws when they are of different versions, or of one name.
 */
export function joinPackages(from: string, to: string): void {
  mkdirSync(to, { recursive: true })
  const files = globSync('*/*', { cwd: from }).toSorted()
  const isList = (file: string) => /^latest.*\.yml$/.test(basename(file))
  for (const [name, lists] of Map.groupBy(files.filter(isList), (file) => basename(file)))
    writeFileSync(join(to, name), stringify(joined(lists.map((list) => readLatest(join(from, list))))))
  for (const file of files.filter((one) => !isList(one))) {
    if (readdirSync(to).includes(basename(file))) throw new Error(`Two machines made ${basename(file)}.`)
    copyFileSync(join(from, file), join(to, basename(file)))
  }
  writeFileSync(join(to, 'SHA256SUMS.txt'), checksums(to))
}

function readLatest(path: string): Latest {
  return parse(readFileSync(path, 'utf8')) as Latest
}

function joined(lists: Latest[]): Latest {
  const [first, ...others] = lists
  if (!first) throw new Error('There is nothing to join.')
  const other = others.find(({ version }) => version !== first.version)
  if (other) throw new Error(`Versions ${first.version} and ${other.version} were made for one release.`)
  return { ...first, files: lists.flatMap(({ files }) => files) }
}

/** As `sha256sum --check` reads them. */
function checksums(folder: string): string {
  const sum = (name: string) =>
    createHash('sha256')
      .update(readFileSync(join(folder, name)))
      .digest('hex')
  return readdirSync(folder)
    .toSorted()
    .map((name) => `${sum(name)}  ${name}\n`)
    .join('')
}
