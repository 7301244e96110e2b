import type { Gathering, WatchQuestion, WatchState, WatchStatus } from '../../../contract/watch.ts'
import type { FolderState, SomeFolders } from '../../intake/watch/messages.ts'
import { isOpen, untilChangeMs } from '../../intake/watch/schedule.ts'
import { nameOf } from '../../io/paths.ts'
import { emptyCounts } from '../../../contract/job.ts'
import { localDay } from './local-day.ts'
import type { WatchRecord } from './watch-record.ts'

export interface Standing {
  /** As its thread sees it; null while it has said nothing. */
  folder: FolderState | null
  /** It has said nothing for too long. */
  isSilent: boolean
  /** What keeps it from working; empty while nothing does. */
  trouble: string
  question: WatchQuestion | null
  nowMs: number
}

export interface StateOfWatch {
  state: WatchState
  reason: string
}

/** The state of a watch and, in one sentence, why: the first of these that holds. */
export function stateOf(record: WatchRecord, { folder, isSilent, trouble, question, nowMs }: Standing): StateOfWatch {
  if (record.paused) return { state: 'paused', reason: pausedText(record) }
  if (isSilent) return { state: 'disconnected', reason: 'The disk does not answer. It goes on by itself when it does.' }
  const lost = folder && lostRoots[folder.root]
  if (lost) return lost
  if (trouble !== '') return { state: 'needs-you', reason: trouble }
  if (!isOpen(record.rules.schedule, new Date(nowMs)))
    return { state: 'out-of-hours', reason: hoursText(record, folder, nowMs) }
  if (question) return { state: 'needs-you', reason: questionText(question) }
  return folder?.surveyed ? inside(folder) : { state: 'starting', reason: 'The folder is looked through.' }
}

const lostRoots: Partial<Record<FolderState['root'], StateOfWatch>> = {
  gone: {
    state: 'disconnected',
    reason: 'The folder or its disk is not there. It is tried again every few seconds and goes on by itself.',
  },
  'not-a-folder': { state: 'failed', reason: 'There is a file where the folder was.' },
  'not-permitted': {
    state: 'not-permitted',
    reason: 'Permission to read the folder was lost. It is tried again every few seconds.',
  },
}

function inside({ needsYou, unreadable, settling, packages }: FolderState): StateOfWatch {
  if (needsYou > 0) return { state: 'needs-you', reason: `${files(needsYou)} not coming to rest.` }
  if (unreadable) return { state: 'not-permitted', reason: unreadableText(unreadable) }
  if (settling > 0) return { state: 'settling', reason: `${files(settling)} not known to be whole yet.` }
  return { state: 'watching', reason: packages ? packagesText(packages) : '' }
}

export function nameOfWatch({ rules }: Pick<WatchRecord, 'rules'>): string {
  return rules.name || nameOf(rules.folder).toWellFormed() || rules.folder
}

/** What a watch at work tells of itself, besides its record. */
export interface AtWork extends StateOfWatch {
  sinceMs: number
  folder: FolderState | null
  question: WatchQuestion | null
  gathering?: Gathering
  today: WatchStatus['today']
  hourly: number[]
}

export function statusOf(record: WatchRecord, { folder, ...atWork }: AtWork): WatchStatus {
  const { id, kept, rules, pausedUntilMs, lastFileMs } = record
  const { polling, settling, ready, needsYou } = folder ?? nothingSeen
  return {
    id,
    kept,
    name: nameOfWatch(record),
    rules,
    polling,
    settling,
    ready,
    needsYou,
    pausedUntilMs,
    lastFileMs,
    ...atWork,
  }
}

const nothingSeen = { polling: null, settling: 0, ready: 0, needsYou: 0 }

/** A watch that nothing runs at present. */
export function stoppedStatus(record: WatchRecord): WatchStatus {
  const stopped = 'It is watched while `millrace serve` or the desktop app runs.'
  return statusOf(record, {
    state: record.paused ? 'paused' : 'stopped',
    reason: record.paused ? pausedText(record) : stopped,
    sinceMs: record.addedMs,
    folder: null,
    question: null,
    today: { batchIds: [], counts: emptyCounts() },
    hourly: [],
  })
}

const files = (count: number): string => (count === 1 ? '1 file is' : `${count} files are`)

function pausedText({ pausedUntilMs }: WatchRecord): string {
  return pausedUntilMs === null ? 'Paused until somebody goes on with it.' : `Paused until ${clockText(pausedUntilMs)}.`
}

const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']

/** When it starts, with the day where that is not today. */
function hoursText({ rules: { schedule } }: WatchRecord, folder: FolderState | null, nowMs: number): string {
  const ready = folder?.ready ?? 0
  const waiting = ready > 0 ? `; ${ready} waiting` : ''
  const time = schedule?.from ?? ''
  const startsMs = nowMs + untilChangeMs(schedule, new Date(nowMs))
  if (localDay(startsMs) === localDay(nowMs)) return `Starts at ${time}${waiting}.`
  return `Starts on ${weekdays[new Date(startsMs).getDay()] ?? ''} at ${time}${waiting}.`
}

function questionText({ kind, files: count }: WatchQuestion): string {
  return kind === 'existing'
    ? `${files(count)} in the folder already: process them, or leave them?`
    : `The recipe has changed since ${count === 1 ? '1 file was' : `${count} files were`} made with it: make them again?`
}

function packagesText({ count, first }: SomeFolders): string {
  const rest = count > 1 ? ` and ${count - 1} more` : ''
  return `Left alone: ${first.toWellFormed()}${rest}, which a program keeps whole.`
}

function unreadableText({ count, first }: SomeFolders): string {
  const rest = count > 1 ? ` and ${count - 1} more` : ''
  return `${first.toWellFormed()}${rest} may not be looked into; the rest is watched.`
}

/** The local day and time, as schedules are written: a person reads it in more than one language. */
function clockText(epochMs: number): string {
  const at = new Date(epochMs)
  const two = (value: number): string => String(value).padStart(2, '0')
  return `${localDay(epochMs)} ${two(at.getHours())}:${two(at.getMinutes())}`
}
