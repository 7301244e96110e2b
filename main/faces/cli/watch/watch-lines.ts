import type { EndedRow } from '../../../../contract/event.ts'
import type { WaitingFile, WatchState, WatchStatus } from '../../../../contract/watch.ts'
import { escapeName } from '../show/escape-name.ts'
import type { SameReason } from '../show/same-reason.ts'
import { tableLines } from '../show/table.ts'
import { countOf, instantOf, sizeOf } from '../show/words.ts'
import { ruleWords } from './rule-words.ts'

const stateWords: Record<WatchState, string> = {
  starting: 'starting',
  watching: 'watching',
  settling: 'settling',
  'needs-you': 'needs you',
  paused: 'paused',
  'out-of-hours': 'out of hours',
  disconnected: 'disconnected',
  'not-permitted': 'not permitted',
  failed: 'failed',
  stopped: 'stopped',
}

/** `watching photos`, or the state with its reason. */
export function stateLine({ state, reason, name, settling, polling }: WatchStatus): string {
  const word = state === 'settling' ? `settling ${countOf(settling, 'file')}` : stateWords[state]
  const why = state === 'settling' || reason === '' ? '' : `: ${reason}`
  return escapeName(
    `${word} ${name}${why}${polling && state === 'watching' ? ` (every ${polling.everyMs / 1000} s: ${polling.message})` : ''}`,
  )
}

/** What became of a file, with the names of its results; why it did not end well, unless that was said of the one before. */
export function endedLine({ path, state, reused, outputs, fault }: EndedRow, reasons: SameReason): string {
  if (fault) return escapeName(reasons.line({ state, path, fault }))
  reasons.forget()
  const results = outputs.map((output) => nameOf(output.path)).join(', ')
  return escapeName(`${reused ? 'there already' : state}: ${nameOf(path)}${results ? ` → ${results}` : ''}`)
}

export function listLines(watches: WatchStatus[], nowMs: number): string[] {
  if (watches.length === 0) return ['No folder is watched. `millrace watch add` begins.']
  const heading = ['NAME', 'STATE', 'TODAY', 'LAST FILE', 'RECIPE', 'FOLDER']
  const named = Map.groupBy(watches, ({ name }) => name)
  const rows = watches.map(({ id, name, state, gathering, today, lastFileMs, rules }) => [
    escapeName(named.get(name)?.length === 1 ? name : `${name} (${id})`),
    stateWords[state] + inGroups(gathering),
    String(today.counts.done),
    lastFileMs === null ? '' : instantOf(lastFileMs, nowMs),
    escapeName(rules.recipe),
    escapeName(rules.folder),
  ])
  return tableLines([heading, ...rows], { right: [2] })
}

export function statusLines(watch: WatchStatus, files: WaitingFile[], nowMs: number): string[] {
  const { id, rules, today, polling, question, sinceMs, settling, ready, gathering } = watch
  const words = ruleWords(rules)
  const about: [string, string][] = [
    ['Folder', rules.folder],
    ['Recipe', rules.recipe],
    ['Results', rules.out],
    ...(words ? [['Rules', words] as [string, string]] : []),
    [
      'State',
      `${stateWords[watch.state]} since ${instantOf(sinceMs, nowMs)}${watch.reason ? `. ${watch.reason}` : ''}`,
    ],
    ...(polling ? [['Polling', `every ${polling.everyMs / 1000} s. ${polling.message}`] as [string, string]] : []),
    ...(question ? [['Answer', `millrace watch answer ${id} process, or leave`] as [string, string]] : []),
    ['Today', `${today.counts.done} done, ${today.counts.failed} failed, ${today.counts.skipped} skipped`],
    ['Waiting', `${settling} not whole yet, ${ready} whole${inGroups(gathering)}${untilClosed(gathering, nowMs)}`],
    ['Id', id],
  ]
  return [
    escapeName(watch.name),
    ...tableLines(about.map(([key, value]) => [`  ${key}`, escapeName(value)])),
    ...waitingLines(files, nowMs),
  ]
}

function inGroups(gathering: WatchStatus['gathering']): string {
  return gathering ? `, ${countOf(gathering.files, 'file')} in ${countOf(gathering.groups, 'open group')}` : ''
}

function untilClosed(gathering: WatchStatus['gathering'], nowMs: number): string {
  if (!gathering) return ''
  const { closesMs, groups } = gathering
  const them = groups === 1 ? 'it' : 'them'
  return closesMs === null
    ? ` until somebody closes ${them}`
    : ` until ${instantOf(closesMs, nowMs)} if nothing more comes`
}

function waitingLines(files: WaitingFile[], nowMs: number): string[] {
  if (files.length === 0) return []
  const rows = files.map(({ path, sizeBytes, sinceMs, message }) => [
    instantOf(sinceMs, nowMs),
    sizeOf(sizeBytes),
    escapeName(path),
    escapeName(message),
  ])
  return ['', ...tableLines([['SINCE', 'SIZE', 'FILE', 'WHY'], ...rows], { right: [1] })]
}

function nameOf(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1)
}
