import assert from 'node:assert/strict'
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import fc from 'fast-check'
import { z } from 'zod'
import { type CommandName, commandNames, inputSchema } from '../../contract/command.ts'
import { Fault } from '../../contract/fault.ts'
import { type Served, servedAt } from '../../main/faces/server/testing/served.ts'
import { SocketClient } from '../../main/faces/server/testing/socket-client.ts'
import { readTree, temporaryFolder, writeTree } from '../fixtures/files.ts'
import { madeUp, type Schema } from './made-up-input.ts'
import { telling } from './telling.ts'

const { settings, isOver } = telling({ usualMs: 5_000 })
const answerMs = 90_000

/** Stands in what lies outside the folders, and in no question. */
const hidden = 'zq7f3'

interface Question {
  command: CommandName
  input: unknown
  client: 0 | 1
  /** For the answer, before anything else is asked. */
  waits: boolean
}
/** The second face hangs up and dials anew, or asks for what it has missed. */
type Turn = Question | 'leave' | 'come back'

const client = fc.constantFrom<0 | 1>(0, 1)
const questionOf = (command: CommandName, input: fc.Arbitrary<unknown>): fc.Arbitrary<Question> =>
  fc.record({ command: fc.constant(command), input, client, waits: fc.boolean() })

const any = commandNames.map((command) => {
  const schema = z.toJSONSchema(inputSchema(command), { unrepresentable: 'any', io: 'input' }) as Schema
  return { weight: command.startsWith('batch.') ? 3 : 1, arbitrary: questionOf(command, madeUp(schema)) }
})
const recipe = fc.constantFrom('copy', '@recipe')
const out = fc.constantFrom('@out', '@in/done')
const run = fc.record({
  recipe,
  sources: fc.constantFrom(['@in'], ['@in/a.txt'], ['@in/sub']),
  out,
  waitMs: fc.constantFrom(0, null),
  again: fc.boolean(),
})
const existing = fc.constantFrom('process', 'ask', 'leave')
const rules = fc.record({
  folder: fc.constantFrom('@in', '@in/sub'),
  recipe,
  out,
  settleMs: fc.constant(100),
  existing,
})
const turn: fc.Arbitrary<Turn> = fc.oneof(
  { weight: 20, arbitrary: fc.oneof(...any) },
  { weight: 4, arbitrary: questionOf('batch.start', run) },
  { weight: 2, arbitrary: questionOf('watch.add', fc.record({ rules })) },
  { weight: 1, arbitrary: fc.constantFrom<Turn>('leave', 'come back') },
)

/** A server with two faces, a folder it may use, and one beside it that it may not. */
class TwoFaces {
  readonly #home: string
  readonly #served: Served
  readonly #faces: [SocketClient, SocketClient]
  readonly #known = { batches: [] as string[], watches: [] as string[] }
  readonly #open: Promise<void>[] = []
  #last: object = {}
  readonly wrong: string[] = []
  questions = 0

  private constructor(home: string, served: Served, faces: [SocketClient, SocketClient]) {
    this.#home = home
    this.#served = served
    this.#faces = faces
  }

  static async open(home: string, served: Served): Promise<TwoFaces> {
    const { root } = served
    writeTree(root, { 'in/a.txt': 'a\r\n', 'in/b.txt': 'b', 'in/sub/c.txt': 'c' })
    writeTree(root, { 'recipe.yaml': 'millrace: 1\nname: tidy\nsteps: [file.text]\noriginals: vault\n' })
    mkdirSync(join(home, 'outside', hidden), { recursive: true })
    writeFileSync(join(home, 'outside/hidden.txt'), hidden)
    symlinkSync(join(home, 'outside'), join(root, 'in/link'))
    symlinkSync(join(home, 'outside/hidden.txt'), join(root, 'link.yaml'))
    await served.host.watchKept()
    const faces: [SocketClient, SocketClient] = [await SocketClient.connect(served), await SocketClient.connect(served)]
    await faces[1].call('events.start', {})
    return new TwoFaces(home, served, faces)
  }

  async do(turn: Turn): Promise<void> {
    if (turn === 'come back') await this.#faces[1].call('events.start', this.#last)
    else if (turn === 'leave') await this.#leave()
    else if (turn.waits) await this.#ask(turn)
    else this.#open.push(this.#ask(turn))
  }

  /** When every question has its answer. */
  async end(): Promise<void> {
    await Promise.all(this.#open.splice(0))
    for (const face of this.#faces) face[Symbol.dispose]()
    assert.deepEqual(readTree(join(this.#home, 'outside')), { 'hidden.txt': hidden })
  }

  async #leave(): Promise<void> {
    await Promise.all(this.#open.splice(0))
    const { epoch, seq } = this.#faces[1].told.at(-1) ?? {}
    this.#last = { epoch, seq }
    this.#faces[1][Symbol.dispose]()
    this.#faces[1] = await SocketClient.connect(this.#served)
  }

  async #ask({ command, input, client: face }: Question): Promise<void> {
    this.questions++
    const filled = this.#filled(input)
    const words = `${command} ${JSON.stringify(filled)}`
    try {
      const late = AbortSignal.timeout(answerMs)
      const answer = await Promise.race([this.#faces[face].call(command, filled), aborted(late)])
      this.#note(answer)
      if (JSON.stringify(answer).includes(hidden)) this.wrong.push(`it tells of outside: ${words}`)
    } catch (error) {
      const fault = error instanceof Fault ? JSON.stringify(error.toWire()) : String(error)
      const isWrong = !(error instanceof Fault) || error.blame === 'bug' || fault.includes(hidden)
      if (isWrong) this.wrong.push(`${words}: ${fault}`)
    }
  }

  #note(answer: unknown): void {
    const { batch, watch } = answer as { batch?: { batchId?: string }; watch?: { id?: string } }
    if (batch?.batchId) this.#known.batches.unshift(batch.batchId)
    if (watch?.id) this.#known.watches.unshift(watch.id)
  }

  #filled(input: unknown): unknown {
    const { root } = this.#served
    const text = JSON.stringify(input)
      .replaceAll('@outside', join(this.#home, 'outside'))
      .replaceAll('@in', join(root, 'in'))
      .replaceAll('@out', join(root, 'out'))
      .replaceAll('@root', root)
      .replaceAll('@recipe', join(root, 'recipe.yaml'))
      .replaceAll('@link.yaml', join(root, 'link.yaml'))
      .replaceAll(/@batch(\d)/g, (_, at) => this.#known.batches[Number(at)] ?? 'none')
      .replaceAll(/@watch(\d)/g, (_, at) => this.#known.watches[Number(at)] ?? 'none')
    return JSON.parse(text)
  }
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
}

test('whatever two faces of a server ask: all is answered, no fault is a bug, and nothing outside the folders is told or touched', async (t) => {
  let questions = 0
  const turns = fc.array(turn, { minLength: 20, maxLength: 100, size: 'max' })
  const holds = fc.asyncProperty(turns, async (story) => {
    if (isOver()) return
    using home = temporaryFolder()
    await using served = await servedAt(home.path)
    const faces = await TwoFaces.open(home.path, served)
    for (const each of story) await faces.do(each)
    await faces.end()
    assert.deepEqual(faces.wrong, [])
    questions += faces.questions
  })
  await fc.assert(holds, settings)
  t.diagnostic(`${questions} questions`)
})
