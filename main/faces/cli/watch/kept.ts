import type { Client } from '../../../../contract/client.ts'
import { Fault } from '../../../../contract/fault.ts'
import type { WatchStatus } from '../../../../contract/watch.ts'
import { absolutePath } from '../arguments.ts'
import type { VerbCall } from '../command-spec.ts'
import { type ExitCode, exitCodes } from '../exit-code.ts'
import { escapeName } from '../show/escape-name.ts'
import { jsonLine } from '../show/json-view.ts'
import { watchActions } from '../commands/watch-command.ts'
import { withEngine } from '../with-engine.ts'
import { rulesFromOptions } from './rules-from-options.ts'
import { rulesTakenBack } from './rules-taken-back.ts'
import { watchNamed } from './watch-named.ts'
import { listLines, stateLine, statusLines } from './watch-lines.ts'

export type KeptAction = keyof typeof watchActions

interface Asking {
  signal: AbortSignal
}

/** What an action answers with: lines for a person, or data for a program. */
interface Answer {
  data: unknown[]
  lines: string[]
}

type Action = (client: Client, call: VerbCall, asking: Asking) => Promise<Answer>

const waitingShown = 200

/** Does one thing with the kept watches. */
export async function withKept(action: KeptAction, call: VerbCall): Promise<ExitCode> {
  const { data, lines } = await withEngine(call.world, (client, asking) => actions[action](client, call, asking))
  const { stdout } = call.world
  for (const line of call.options['json'] ? data.map(jsonLine) : lines) stdout.write(`${line}\n`)
  return exitCodes.ok
}

const actions = {
  add: async (client, { words, options, world }, asking) => {
    const { recipe, out, ...rest } = rulesFromOptions(options, world.cwd)
    if (!recipe || !out || words.length === 0)
      throw new Fault('usage-wrong', { subject: 'watch add', why: 'It needs --recipe, --out and a folder.' })
    const added: WatchStatus[] = []
    for (const word of words) {
      const rules = { ...rest, recipe, out, folder: absolutePath(word, world.cwd) }
      added.push((await client.ask('watch.add', { rules }, asking)).watch)
    }
    return told(added)
  },
  list: async (client, { words, world }, asking) => {
    const named = words.map(async (word) => {
      const watch = await watchNamed(client, word, asking)
      return (await client.ask('watch.get', { watch }, asking)).watch
    })
    const watches = named.length > 0 ? await Promise.all(named) : (await client.ask('watch.list', {}, asking)).watches
    return { data: watches, lines: listLines(watches, world.clock.nowMs()) }
  },
  status: async (client, { words, world }, asking) => {
    const { watches } = await client.ask('watch.list', {}, asking)
    const wanted = words.length === 0 ? watches.map(({ id }) => id) : words
    const answer: Answer = { data: [], lines: [] }
    for (const word of wanted) {
      const watch = await watchNamed(client, word, asking)
      const status = (await client.ask('watch.get', { watch }, asking)).watch
      const { files } = await client.ask('watch.files', { watch, limit: waitingShown }, asking)
      answer.data.push({ ...status, waiting: files })
      answer.lines.push(...(answer.lines.length > 0 ? [''] : []), ...statusLines(status, files, world.clock.nowMs()))
    }
    return answer.lines.length > 0 ? answer : { data: [], lines: listLines([], world.clock.nowMs()) }
  },
  edit: async (client, call, asking) => {
    const watch = await watchNamed(client, theOne('edit', call), asking)
    const before = (await client.ask('watch.get', { watch }, asking)).watch.rules
    const back = rulesTakenBack(withoutNames(call), before)
    const rules = { ...back, ...rulesFromOptions(call.options, call.world.cwd, { ...before, ...back }) }
    return told([(await client.ask('watch.edit', { watch, rules }, asking)).watch])
  },
  pause: async (client, { words, options, world }, asking) => {
    const forMs = options['until']
    const untilMs = typeof forMs === 'number' ? world.clock.nowMs() + forMs : null
    return each(words, 'pause', async (word) => {
      const watch = await watchNamed(client, word, asking)
      return (await client.ask('watch.pause', { watch, untilMs }, asking)).watch
    })
  },
  resume: (client, { words }, asking) =>
    each(words, 'resume', async (word) => {
      const watch = await watchNamed(client, word, asking)
      return (await client.ask('watch.resume', { watch }, asking)).watch
    }),
  rescan: (client, { words }, asking) =>
    each(words, 'rescan', async (word) => {
      const watch = await watchNamed(client, word, asking)
      return (await client.ask('watch.rescan', { watch }, asking)).watch
    }),
  remove: async (client, { words }, asking) => {
    requireSome(words, 'remove')
    for (const word of words)
      await client.ask('watch.remove', { watch: await watchNamed(client, word, asking) }, asking)
    return { data: [], lines: words.map((word) => `No longer watched: ${word}. What it made stays.`) }
  },
  answer: async (client, { words: [word = '', answer] }, asking) => {
    requireSome(word === '' ? [] : [word], 'answer')
    const watch = await watchNamed(client, word, asking)
    const { question } = (await client.ask('watch.get', { watch }, asking)).watch
    if (!question) throw new Fault('usage-wrong', { subject: 'watch answer', why: 'This folder asks nothing now.' })
    if (answer !== 'process' && answer !== 'leave')
      throw new Fault('usage-wrong', { subject: 'watch answer', why: 'Answer with process or leave.' })
    return told([(await client.ask('watch.answer', { watch, question: question.kind, answer }, asking)).watch])
  },
  process: async (client, { words: [word = '', ...files], world }, asking) => {
    requireSome(word === '' ? [] : [word], 'process')
    const watch = await watchNamed(client, word, asking)
    if (files.length === 0) return startedNow((await client.ask('watch.startNow', { watch }, asking)).watch)
    const { rules } = (await client.ask('watch.get', { watch }, asking)).watch
    for (const file of files) {
      const take = (folder: string) =>
        client.ask('watch.processAnyway', { watch, path: absolutePath(file, folder) }, asking)
      await take(world.cwd).catch((error: unknown) => {
        if (error instanceof Fault && error.code === 'file-missing') return take(rules.folder)
        throw error
      })
    }
    return told([(await client.ask('watch.get', { watch }, asking)).watch])
  },
} satisfies Record<KeptAction, Action>

export function isKeptAction(word: string): word is KeptAction {
  return Object.hasOwn(watchActions, word)
}

function told(watches: WatchStatus[]): Answer {
  return { data: watches, lines: watches.map(stateLine) }
}

/** Whoever wants files done at once is not left with the word that the folder is paused. */
function startedNow(watch: WatchStatus): Answer {
  const { data, lines } = told([watch])
  const goOn = escapeName(`Nothing is taken from it before \`millrace watch resume ${watch.id}\`.`)
  return { data, lines: watch.state === 'paused' ? [...lines, goOn] : lines }
}

async function each(words: string[], action: string, fn: (watch: string) => Promise<WatchStatus>): Promise<Answer> {
  requireSome(words, action)
  const watches: WatchStatus[] = []
  for (const word of words) watches.push(await fn(word))
  return told(watches)
}

function requireSome(words: string[], action: string): void {
  if (words.length === 0) throw new Fault('usage-wrong', { subject: `watch ${action}`, why: 'Say which.' })
}

/** The rules that `--without hours,max-size` names. */
function withoutNames({ options: { without } }: VerbCall): string[] {
  if (typeof without !== 'string') return []
  const names = without.split(',').flatMap((name) => name.trim() || [])
  if (names.length > 0) return names
  throw new Fault('usage-wrong', { subject: '--without', why: 'Name the rules to take back: hours,max-size.' })
}

function theOne(action: string, { words }: VerbCall): string {
  requireSome(words, action)
  return words[0] ?? ''
}
