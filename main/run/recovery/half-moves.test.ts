import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { cpSync, linkSync, mkdirSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { test } from 'node:test'
import { readTree, temporaryFolder, writeTree } from '../../../test/fixtures/files.ts'
import { otherVolume, whyOneVolume } from '../../../test/fixtures/other-volume.ts'
import { openHost } from '../../host.ts'

const signal = AbortSignal.timeout(120_000)
const recipe = 'millrace: 1\nname: tidy\noriginals: { move: "{out}/kept" }\nsteps: [file.text]\n'
const skip = whyOneVolume()

/** An original that was moved for a result, in a commit that was cut off; `keptPath` is where it was moved to. */
async function cutOff(inPath: string) {
  const folder = temporaryFolder()
  const at = (name: string): string => join(folder.path, name)
  const [stateFolder, keptPath, homePath] = [at('state'), at('out/kept/a.txt'), join(inPath, 'a.txt')]
  writeFileSync(at('recipe.yaml'), recipe)
  {
    await using host = await openHost({ stateFolder })
    const events = host.client.events({ signal })
    const start = { recipe: at('recipe.yaml'), sources: [inPath], out: at('out'), waitMs: 0 }
    await host.client.ask('batch.start', start, { signal })
    for await (const event of events) if (event.type === 'finished') break
  }
  const journal = new DatabaseSync(join(stateFolder, 'journal.db'))
  journal.exec(`
    UPDATE batches SET state = 'running', ended_ms = NULL; UPDATE jobs SET state = 'committing';
    UPDATE moves SET state = 'begun'; UPDATE outputs SET published = 0`)
  return {
    homePath,
    keptPath,
    startAgain: async (): Promise<void> => (await openHost({ stateFolder }))[Symbol.asyncDispose](),
    /** What the journal holds of the move by then. */
    moveState: () => journal.prepare('SELECT state FROM moves').get()?.['state'],
    kept: () => readTree(at('out')),
    [Symbol.dispose]() {
      journal.close()
      folder[Symbol.dispose]()
    },
  }
}

test('a person’s own file of the same content where an original was to be moved to is not taken for it', async () => {
  using folder = temporaryFolder()
  writeTree(folder.path, { 'a.txt': 'one' })
  using place = await cutOff(folder.path)
  renameSync(place.keptPath, place.homePath)
  writeFileSync(place.keptPath, 'one')
  await place.startAgain()
  assert.deepEqual([readTree(folder.path), place.kept()], [{ 'a.txt': 'one' }, { 'kept/a.txt': 'one' }])
  assert.equal(place.moveState(), 'back')
})

test('it stays on another disk as well, though it has the same time', { skip }, async () => {
  using other = otherVolume()
  using place = await movedAcross(other.path)
  rmSync(place.keptPath)
  cpSync(place.homePath, place.keptPath, { preserveTimestamps: true })
  await place.startAgain()
  assert.deepEqual([readTree(join(other.path, 'in')), place.kept()], [{ 'a.txt': 'one' }, { 'kept/a.txt': 'one' }])
  assert.equal(place.moveState(), 'back')
})

test('a copy on another disk whose original had not gone yet goes itself, as it is known for ours', {
  skip,
}, async () => {
  using other = otherVolume()
  using place = await movedAcross(other.path)
  linkSync(place.keptPath, partOf(place.keptPath))
  await place.startAgain()
  assert.deepEqual([readTree(join(other.path, 'in')), place.kept()], [{ 'a.txt': 'one' }, {}])
  assert.equal(place.moveState(), 'back')
})

test('one whose original has gone stays, and loses the name by which it was known for ours', { skip }, async () => {
  using other = otherVolume()
  using place = await movedAcross(other.path)
  rmSync(place.homePath)
  linkSync(place.keptPath, partOf(place.keptPath))
  await place.startAgain()
  assert.deepEqual([readTree(join(other.path, 'in')), place.kept()], [{}, { 'a.txt': 'one', 'kept/a.txt': 'one' }])
  assert.deepEqual([place.moveState(), statSync(place.keptPath).nlink], ['done', 1])
})

/** What a copy is called on its way to its name. */
function partOf(path: string): string {
  const hash = createHash('sha256').update(basename(path)).digest('hex')
  return join(dirname(path), `.mr-move-${hash.slice(0, 24)}`)
}

/** The very original stands in its place again, as it does until a copy of it is known to be whole. */
async function movedAcross(path: string) {
  const [inPath, second] = [join(path, 'in'), join(path, 'second')]
  mkdirSync(inPath)
  writeFileSync(join(inPath, 'a.txt'), 'one')
  utimesSync(join(inPath, 'a.txt'), 1_500_000_000, 1_500_000_000)
  linkSync(join(inPath, 'a.txt'), second)
  const place = await cutOff(inPath)
  assert.notEqual(statSync(place.keptPath).dev, statSync(second).dev)
  linkSync(second, place.homePath)
  return place
}
