import assert from 'node:assert/strict'
import { mkdirSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { openPlace } from '../../../test/fixtures/bench-of-files.ts'
import { smallPicture } from '../../../test/fixtures/small-picture.ts'
import { IoLane } from '../lanes/io.ts'

type Lane = { call: (...asked: [string, ...unknown[]]) => Promise<unknown> }

/** Somebody takes a folder away as soon as it was found to be there, so many times. */
function vanishing(t: TestContext, folder: string, { times }: { times: number }): void {
  const call = Reflect.get(IoLane.prototype, 'call') as Lane['call']
  let left = times
  const calling = async function (this: unknown, ...asked: [string, ...unknown[]]): Promise<unknown> {
    const answer: unknown = await Reflect.apply(call, this, asked)
    if (asked[0] === 'nearestFolder' && left-- > 0) rmSync(folder, { recursive: true })
    return answer
  }
  t.mock.method(IoLane.prototype as unknown as Lane, 'call', calling)
}

const deeper = 'output: { folder: "{out}/deep", name: "{stem}" }\n'
const kinds = {
  'a.txt': { content: 'x\n', steps: '[file.text]' },
  'a.png': { content: await smallPicture(9), steps: '[image.resize: { width: 8 }]' },
}

for (const [name, { content, steps }] of Object.entries(kinds))
  for (const gone of ['out/deep', 'out'])
    test(`a folder that somebody takes away while results go there is made anew: ${gone}, for ${name}`, async (t) => {
      await using place = await openPlace({ [name]: content })
      mkdirSync(join(place.outPath, 'deep'), { recursive: true })
      vanishing(t, join(dirname(place.inPath), gone), { times: 1 })
      assert.deepEqual((await place.run(`name: deep\nsteps: ${steps}\n${deeper}`)).states, { [name]: 'done' })
      assert.ok(`out/deep/${name}` in place.tree())
    })

test('one that goes each time it is made is given up', async (t) => {
  await using place = await openPlace({ 'a.txt': 'x\n' })
  vanishing(t, place.outPath, { times: Number.POSITIVE_INFINITY })
  const { lines, states } = await place.run(`name: deep\nsteps: [file.text]\n${deeper}`)
  assert.deepEqual([states, lines[0]?.code], [{ 'a.txt': 'failed' }, 'file-missing'])
})
