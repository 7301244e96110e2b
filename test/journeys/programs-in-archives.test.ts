import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { chmodSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { openPlace } from '../fixtures/bench-of-files.ts'

const skip = process.platform === 'win32' && 'Windows has no such rights'
const files = {
  'run.sh': '#!/bin/sh\n',
  'read.txt': 'Run me: run.sh\n',
  'run large': `#!/bin/sh\n${'#'.repeat(900_000)}`,
}
const isProgram = { 'run.sh': true, 'read.txt': false, 'run large': true }
const unpacking = 'name: unpack\nsteps:\n  - archive.unpack:\noutput: { name: "{entry-stem}" }\n'
const packing = (format: string): string => `name: pack\nsteps:\n  - archive.pack: { format: ${format} }\n`

/** Who of them may be run by its owner, its group and others, or by nobody. */
function programsIn(folder: string): Record<string, boolean> {
  return Object.fromEntries(
    readdirSync(folder).map((name) => {
      const bits = statSync(join(folder, name)).mode & 0o111
      assert.ok([0, 0o111].includes(bits), `${name} has ${bits.toString(8)}`)
      return [name, bits !== 0]
    }),
  )
}

async function openPrograms() {
  const place = await openPlace(files)
  for (const name of readdirSync(place.inPath)) chmodSync(join(place.inPath, name), 0o644)
  for (const name of ['run.sh', 'run large']) chmodSync(join(place.inPath, name), 0o755)
  return place
}

for (const format of ['zip', 'tar', 'tar.gz', 'tar.zst'])
  test(`a program is one again when it comes out of a ${format}, and nothing else becomes one`, { skip }, async () => {
    await using place = await openPrograms()
    await place.run(packing(format))
    const archive = join(place.outPath, readdirSync(place.outPath)[0] ?? '')
    chmodSync(archive, 0o644)
    const out = `${place.outPath}-again`
    await place.run(unpacking, { sources: [archive], out })
    assert.deepEqual(programsIn(out), isProgram)
  })

for (const [name, unpack] of [
  ['zip', (archive: string, to: string) => execFileSync('unzip', ['-q', archive, '-d', to])],
  ['tar', (archive: string, to: string) => execFileSync('tar', ['-xf', archive, '-C', to])],
] as const)
  test(`programs in a ${name} of ours are programs to everybody else`, { skip }, async () => {
    await using place = await openPrograms()
    await place.run(packing(name))
    const archive = join(place.outPath, readdirSync(place.outPath)[0] ?? '')
    const to = `${place.outPath}-else`
    execFileSync('mkdir', [to])
    unpack(archive, to)
    assert.deepEqual(programsIn(to), isProgram)
  })

for (const format of ['zip', 'tar', 'tar.zst'])
  test(`a private file is private again when it comes out of a ${format}, ours or another's`, { skip }, async () => {
    await using place = await openPlace({
      'letter.txt': 'to you alone',
      'key large': '#'.repeat(900_000),
      'all.txt': 'to all',
    })
    const at = (name: string): string => join(place.inPath, '..', name)
    for (const name of ['letter.txt', 'key large']) chmodSync(join(place.inPath, name), 0o600)
    chmodSync(join(place.inPath, 'all.txt'), 0o644)
    await place.run(packing(format))
    const archives = [join(place.outPath, readdirSync(place.outPath)[0] ?? '')]
    if (format === 'zip') execFileSync('zip', ['-qr', at('other.zip'), '.'], { cwd: place.inPath })
    if (format === 'tar') execFileSync('tar', ['-cf', at('other.tar'), '-C', place.inPath, '.'])
    if (format !== 'tar.zst') archives.push(at(`other.${format}`))
    for (const archive of archives) {
      chmodSync(archive, 0o644)
      const out = `${archive} out`
      await place.run(unpacking, { sources: [archive], out })
      const modes = readdirSync(out).map((name) => [name, statSync(join(out, name)).mode & 0o777])
      assert.deepEqual(Object.fromEntries(modes), {
        'letter.txt': 0o600,
        'key large': 0o600,
        'all.txt': 0o666 & ~process.umask(),
      })
    }
  })

test('programs in archives that others made are programs, also where the archive looks like one itself', {
  skip,
}, async () => {
  await using place = await openPrograms()
  const at = (name: string): string => join(place.inPath, '..', name)
  execFileSync('zip', ['-qr', at('a.zip'), '.'], { cwd: place.inPath })
  execFileSync('tar', ['-cf', at('a.tar'), '-C', place.inPath, '.'])
  for (const archive of ['a.zip', 'a.tar']) {
    chmodSync(at(archive), 0o755)
    await place.run(unpacking, { sources: [at(archive)], out: at(`from ${archive}`) })
    assert.deepEqual(programsIn(at(`from ${archive}`)), isProgram)
  }
})
