import { test } from 'node:test'
import fc from 'fast-check'
import { recipeNames } from './recipes.ts'
import { type Apart, type Hand, World } from './world.ts'

/** Without a number in `MILLRACE_MODEL_RUNS`, as many as fit into a short while. */
const asked = Number(process.env['MILLRACE_MODEL_RUNS'] ?? 0)
const numRuns = asked > 0 ? asked : 1_000
const endMs = asked > 0 ? Infinity : performance.now() + 20_000

const isOver = (): boolean => performance.now() > endMs

class Act implements fc.AsyncCommand<object, World> {
  readonly #words: string
  readonly #act: (world: World) => Promise<void>

  constructor(words: string, act: (world: World) => Promise<void>) {
    this.#words = words
    this.#act = act
  }

  check(): boolean {
    return !isOver()
  }

  async run(_: object, world: World): Promise<void> {
    await this.#act(world)
    world.requireKept(this.#words)
  }

  toString(): string {
    return this.#words
  }
}

function acts<T>(
  verb: string,
  input: fc.Arbitrary<T>,
  act: (world: World, input: T) => Promise<void>,
): fc.Arbitrary<Act> {
  return input.map((given) => new Act(`${verb} ${JSON.stringify(given)}`, (world) => act(world, given)))
}

const name = fc.constantFrom('a.txt', 'a.note', 'b.txt', 'sub/a.txt', 'a 2.txt', 'originals/a.txt')
const place = fc.constantFrom('in' as const, 'out' as const)
const hand = fc.constantFrom<Hand>('renames over', 'writes into', 'hides its time')
const which = fc.nat({ max: 9 })
const held = fc.nat({ max: 5 })
const recipe = fc.constantFrom(...recipeNames)
const changes = fc.integer({ min: 10, max: 45 })

const writes = acts('write', fc.record({ place, name, hand }), (world, given) => world.write(given))
const runs = acts('run', fc.record({ recipe, again: fc.boolean() }), (world, given) => world.run(given))
const crashes = acts('crash in', fc.record({ recipe, changes }), (world, given) => world.crashRun(given))
const undoes = acts('undo', fc.record({ back: fc.nat({ max: 3 }), which: fc.option(which) }), (world, given) =>
  world.undo(given),
)

const story = fc.commands(
  [
    writes,
    writes,
    acts('edit', fc.record({ which, hand }), (world, given) => world.edit(given)),
    acts('remove', fc.record({ which }), (world, given) => world.remove(given)),
    acts('rename', fc.record({ which, place, name }), (world, given) => world.rename(given)),
    runs,
    runs,
    runs,
    undoes,
    undoes,
    crashes,
    acts('crash in undo', fc.record({ changes }), (world, given) => world.crashUndo(given)),
    acts('crash in resume', fc.record({ changes }), (world, given) => world.crashResume(given)),
    acts('restore', fc.record({ held }), (world, given) => world.restore(given)),
    acts('empty', fc.record({ held }), (world, given) => world.empty(given)),
    acts('start', fc.constant({}), (world) => world.start()),
  ],
  { size: '+1', maxCommands: 14 },
)

test('no run, crash, undo or edit loses what a person wrote', async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom<Apart>('none', 'state', 'out'), story, async (apart, commands) => {
      if (isOver()) return
      await using world = new World(apart)
      await fc.asyncModelRun(() => ({ model: {}, real: world }), commands)
      await world.start()
      world.requireKept('start')
      await world.requireFindable()
    }),
    { numRuns },
  )
})
