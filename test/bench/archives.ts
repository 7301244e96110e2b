import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdirSync, mkdtempDisposableSync, writeFileSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeSmallFiles } from './make-inputs.ts'
import { millrace } from './millrace-run.ts'
import { type Contender, hold, race } from './ratio.ts'

const files = 10_000
const largeFiles = 300
const largeBytes = 2_000_000
const memoryFolder = process.platform === 'linux' ? '/dev/shm' : tmpdir()
const cores = availableParallelism()

/** Archives and checksums of many small files, against the usual programs, in memory; theirs start and end with the work as ours do. */
export async function archives(): Promise<void> {
  console.log(`\n${files} files of 1 to 30 kB: archives and checksums, in memory`)
  using folder = mkdtempDisposableSync(join(memoryFolder, 'millrace-bench-'))
  const from = join(folder.path, 'in')
  makeSmallFiles(from, files / 2)
  makeTexts(join(from, 'texts'), files / 2)
  await pack(folder.path, from)
  await unpack(folder.path, from)
  await checksums(folder.path, { from, of: 'list' })
  const large = join(folder.path, 'large')
  makeLarge(large)
  await checksums(folder.path, { from: large, of: 'list of large files' })
}

/** As large as photos. */
function makeLarge(root: string): void {
  mkdirSync(root)
  for (let n = 0; n < largeFiles; n += 1) writeFileSync(join(root, `p${n}.bin`), randomBytes(largeBytes))
}

/** Texts of the same sizes, which pack to a third. */
function makeTexts(root: string, count: number): void {
  mkdirSync(root)
  for (let n = 0; n < count; n += 1) {
    const words = Array.from({ length: 150 + ((n * 397) % 4000) }, (_, at) => `word${(at * n) % 977}`)
    writeFileSync(join(root, `t${n}.txt`), words.join(' '))
  }
}

function recipe(folder: string, { name, step }: { name: string; step: string }): string {
  const path = join(folder, `${name}.yaml`)
  writeFileSync(path, `millrace: 1\nname: ${name}\nsteps:\n  - ${step}\noutput:\n  name: "{stem}"\nkeep: []\n`)
  return path
}

async function pack(folder: string, from: string): Promise<void> {
  const ours = millrace({
    folder,
    from,
    name: 'pack',
    recipe: recipe(folder, { name: 'pack', step: 'archive.pack: { format: zip, level: 1 }' }),
  })
  await against(
    ours,
    {
      name: 'zip -r -1',
      round: (round) => ['sh', '-c', 'cd "$0" && zip -q -r -1 "$1" .', from, join(folder, `zip-${round}.zip`)],
    },
    1.3,
  )
}

async function unpack(folder: string, from: string): Promise<void> {
  const given = join(folder, 'given')
  mkdirSync(given)
  const zip = join(given, 'a.zip')
  execFileSync('zip', ['-q', '-r', '-1', zip, '.'], { cwd: from })
  const path = join(folder, 'unpack.yaml')
  const output = 'output:\n  folder: "{out}"\n  name: "{entry-stem}"\nkeep: []\n'
  writeFileSync(path, `millrace: 1\nname: unpack\nsteps:\n  - archive.unpack:\n${output}`)
  await against(
    millrace({ folder, from: given, name: 'unpack', recipe: path }),
    {
      name: 'unzip',
      round: (round) => ['unzip', '-q', zip, '-d', join(folder, `unzip-${round}`)],
      leaves: (round) => [join(folder, `unzip-${round}`)],
    },
    1.5,
  )
}

async function checksums(folder: string, { from, of }: { from: string; of: string }): Promise<void> {
  const ours = millrace({
    folder,
    from,
    name: of,
    recipe: recipe(folder, { name: 'list', step: 'file.checksums: { algorithm: sha256 }' }),
  })
  const words = `cd "$0" && find . -type f -print0 | xargs -0 -P ${cores} -n 64 sha256sum > "$1"`
  await against(
    ours,
    { name: 'sha256sum under xargs', round: (round) => ['sh', '-c', words, from, join(folder, `sums-${of}-${round}`)] },
    1,
  )
}

async function against(ours: ReturnType<typeof millrace>, theirs: Contender, atMost: number): Promise<void> {
  const results = await race([{ ...ours, leaves: ours.placesOf }, theirs])
  const [mine, other] = [results.get(ours.name), results.get(theirs.name)]
  if (!mine || !other) return
  console.log(
    `  ${ours.name}: ${(mine.wallMs / 1000).toFixed(2)} s, ${theirs.name}: ${(other.wallMs / 1000).toFixed(2)} s`,
  )
  hold(`wall, ${ours.name} over ${theirs.name}`, mine.wallMs / other.wallMs, { atMost })
}
