import assert from 'node:assert/strict'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import fc from 'fast-check'
import { temporaryFolder } from '../fixtures/files.ts'
import { SteadyEngine } from './steady-engine.ts'
import { telling } from './telling.ts'
import { type Turn, type WatchStory, watchStory } from './watched-deeds.ts'
import { WatchedPlace } from './watched-place.ts'

const { settings, isOver } = telling({ usualMs: 8_000 })
const size = settings.seed === undefined ? { rounds: 4, foldersMost: 6 } : { rounds: 3, foldersMost: 3 }

/** One engine, ended in every way and begun again, over several folders with a person in each. */
class Told {
  readonly #engine: SteadyEngine
  readonly #places: WatchedPlace[]
  readonly #story: WatchStory

  constructor(home: string, engine: SteadyEngine, story: WatchStory) {
    this.#engine = engine
    this.#story = story
    this.#places = story.folders.map(({ watching }, at) => {
      const root = join(home, `p${at}`)
      mkdirSync(root)
      return new WatchedPlace(root, watching, engine)
    })
  }

  async tell(): Promise<void> {
    await this.#engine.start('here')
    await this.#all((place) => place.begin())
    for (const round of this.#story.turns.keys()) await this.#round(round)
    if (!this.#engine.isOn) await this.#start('here')
    await this.#all((place) => place.settle())
    await this.#stopTidily()
    const trees = this.#places.map((place) => place.tree())
    await this.#start('here')
    await this.#all((place) => place.settle())
    const again = this.#places.map((place) => place.tree())
    assert.deepEqual(again, trees)
    await this.#all((place) => place.undo())
    await this.#stopTidily()
  }

  async #round(round: number): Promise<void> {
    const turn = this.#story.turns[round] ?? 'nothing'
    await this.#all(async (place, at) => {
      for (const deed of this.#story.folders[at]?.deeds[round] ?? [])
        if (this.#engine.isOn || deed.does !== 'wait') await place.do(deed)
    })
    for (const place of this.#places) place.requireKept()
    // What is to be killed has to run apart.
    if (!this.#engine.isOn) await this.#start(turn.startsWith('kill') ? 'apart' : 'here')
    await this.#turn(turn)
    const next = this.#story.turns[round + 1]?.startsWith('kill') ? 'apart' : 'here'
    if (turn === 'stop' || turn === 'kill') await this.#start(next)
  }

  async #turn(turn: Turn): Promise<void> {
    if (turn === 'settle' || turn === 'undo') await this.#all((place) => place.settle())
    if (turn === 'undo') await this.#all((place) => place.undo())
    if (turn === 'rescan') await this.#all((place) => place.ask('watch.rescan'))
    if (turn === 'pause') {
      await this.#all((place) => place.ask('watch.pause'))
      await this.#all((place) => place.do({ does: 'write', name: 'paused.txt', way: 'over' }))
      await this.#all((place) => place.ask('watch.resume'))
    }
    for (const place of this.#places) place.tell(turn)
    if (turn === 'stop' || turn === 'off') await this.#engine.stop()
    if (turn.startsWith('kill')) await this.#engine.kill()
  }

  async #start(where: 'here' | 'apart'): Promise<void> {
    for (const place of this.#places) place.tell(`start ${where}`)
    await this.#engine.start(where)
  }

  async #stopTidily(): Promise<void> {
    for (const place of this.#places) place.requireKept()
    await this.#engine.stop()
    for (const place of this.#places) place.requireTidy()
  }

  #all(act: (place: WatchedPlace, at: number) => Promise<void>): Promise<unknown> {
    return Promise.all(this.#places.map(act))
  }
}

test('whatever happens in watched folders and to the engine, each version that came to rest is processed once, and none is lost', async (t) => {
  let folders = 0
  const holds = fc.asyncProperty(watchStory(size), async (story) => {
    if (isOver()) return
    using home = temporaryFolder()
    await using engine = new SteadyEngine(join(home.path, 'state'))
    await new Told(home.path, engine, story).tell()
    folders += story.folders.length
  })
  await fc.assert(holds, settings)
  t.diagnostic(`${folders} folders`)
})
