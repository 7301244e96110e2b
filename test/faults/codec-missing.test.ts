import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { cp, mkdir, readdir, symlink, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { promisify } from 'node:util'
import { packageRoot } from '../../main/package-root.ts'
import { neededPackages } from '../../scripts/package/needed-packages.ts'
import { picture } from '../e2e/kit/photos.ts'
import { temporaryFolder } from '../fixtures/files.ts'

const run = promisify(execFile)

/** The program as it is installed without optional packages, or from another computer: all of it but the native code of sharp. */
async function copyWithoutCodec(to: string): Promise<string> {
  for (const name of ['bin', 'out', 'recipes', 'package.json', 'node_modules/sharp'])
    await cp(join(packageRoot, name), join(to, name), { recursive: true })
  for (const name of neededPackages(join(packageRoot, 'out')).filter((each) => each !== 'sharp')) {
    const link = join(to, 'node_modules', name)
    await mkdir(dirname(link), { recursive: true })
    await symlink(join(packageRoot, 'node_modules', name), link)
  }
  return join(to, 'bin/millrace.js')
}

test('where the codec of pictures is not installed each picture says so, and what helps, and so does doctor; other files go on', async () => {
  using folder = temporaryFolder()
  const inFolder = (name: string) => join(folder.path, name)
  const launcher = await copyWithoutCodec(inFolder('program'))
  await mkdir(inFolder('in'))
  await writeFile(inFolder('in/a.png'), await picture(1, 'png'))
  await writeFile(inFolder('in/b.txt'), 'x\n')
  const env = { ...process.env, MILLRACE_HOME: inFolder('state') }
  const millrace = (recipe: string) =>
    run(process.execPath, [launcher, 'run', '--recipe', recipe, '--out', inFolder('out'), inFolder('in')], { env })
  const ended = await millrace('web-ready-images').then(
    () => assert.fail('it read a picture'),
    (error: { code: number; stdout: string; stderr: string }) => error,
  )
  assert.equal(ended.code, 1)
  const said = ended.stdout + ended.stderr
  assert.match(said, /What reads \S+a\.png does not start on this computer\. .*\. Install Millrace anew/)
  assert.match(said, /\(codec-missing\)/)
  assert.doesNotMatch(said, /\(bug\)|\\n/)
  const { stdout } = await run(process.execPath, [launcher, 'doctor'], { env })
  assert.match(
    stdout,
    /^Pictures +What reads pictures does not start on this computer\. .+Install Millrace anew.+\(codec-missing\)$/m,
  )
  await millrace('copy')
  assert.deepEqual(await readdir(inFolder('out')), ['a.png', 'b.txt'])
})
