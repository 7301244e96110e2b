import type { BatchSnapshot, RunningRow } from '../../../../contract/event.ts'
import type { BatchState } from '../../../../contract/job.ts'
import { bytesSoFar } from './bytes-so-far.ts'
import { escapeName } from './escape-name.ts'
import { type Paint, paintWith, type Style } from './style.ts'
import type { Terminal } from './terminal.ts'
import { fitText, padText, textWidth } from './text-width.ts'
import { placeOf } from './place-of.ts'
import { aboutDuration, countOf, numberOf, percentOf, sizeOf } from './words.ts'

export interface Progress {
  batch: BatchSnapshot
  bytesPerSecond: number | null
  remainingMs: number | null
  /** Why the latest file failed, if one did. */
  lastFailure: string
}

export type Look = Pick<Terminal, 'columns' | 'rows' | 'colour' | 'unicode'>

type Part = readonly [text: string, style?: Style]

const mostRunning = 4
const widestName = 48
const widestStage = 24
const widestBar = 30
const gap = '   '

const stateWords: Record<BatchState, string> = {
  counting: 'Counting files',
  running: '',
  pausing: 'Finishing the files in hand',
  paused: 'Paused',
  'needs-you': 'Waiting',
  finished: 'Finished',
  cancelled: 'Cancelled',
}

/** The block that shows a batch, one entry a line, each narrower than the screen and the whole lower than it. */
export function liveLines(progress: Progress, look: Look): string[] {
  const { batch } = progress
  const paint = paintWith(look)
  const columns = Math.max(1, look.columns - 1)
  const line = (...parts: Part[]) => fitParts(parts, columns, paint)
  const title = escapeName(`${batch.recipe} to ${placeOf(batch)}`)
  return [
    line([fitText(title, columns), 'strong']),
    line(...barParts(batch, look), ...figureParts(progress)),
    line(...countParts(batch), ...rateParts(progress)),
    ...limitLines(batch).map((text) => line([fitText(text, columns), 'quiet'])),
    ...(progress.lastFailure ? [line([fitText(`last failed: ${progress.lastFailure}`, columns), 'red'])] : []),
    ...runningLines(batch.running.slice(0, mostRunning), columns, paint),
  ]
    .filter((text) => text !== '')
    .slice(0, Math.max(1, look.rows - 1))
}

/** The parts that find room, from the left; figures are never cut in half. Empty where none does. */
function fitParts(parts: Part[], columns: number, paint: Paint): string {
  let used = 0
  let text = ''
  for (const [part, style] of parts) {
    const width = textWidth(part) + (used ? gap.length : 0)
    if (used + width > columns) continue
    text += (used ? gap : '') + (style ? paint(style, part) : part)
    used += width
  }
  return text
}

function barParts(batch: BatchSnapshot, { columns, unicode }: Look): Part[] {
  const room = Math.min(widestBar, columns - 50)
  if (room < 10 || batch.state === 'counting') return []
  const filled = Math.floor(shareOf(batch) * room)
  const [full, empty] = unicode ? ['━', '─'] : ['#', '-']
  return [[full.repeat(filled) + empty.repeat(room - filled), 'accent']]
}

function figureParts({ batch, remainingMs }: Progress): Part[] {
  const { counts, state } = batch
  const ended = endedOf(counts)
  const word = stateWords[state]
  if (state === 'counting') return [[`${word}: ${numberOf(counts.total)} so far, ${numberOf(ended)} done`]]
  const figures: Part[] = [[`${numberOf(ended)} of ${countOf(counts.total, 'file')}`], [percentOf(shareOf(batch))]]
  if (word) figures.push([word, 'strong'])
  else if (remainingMs !== null) figures.push([aboutDuration(remainingMs)])
  return figures
}

function countParts({ counts }: BatchSnapshot): Part[] {
  const parts: Part[] = [[`${numberOf(counts.done)} done`]]
  if (counts.failed > 0) parts.push([`${numberOf(counts.failed)} failed`, 'red'])
  if (counts.skipped > 0) parts.push([`${numberOf(counts.skipped)} skipped`])
  if (counts.cancelled > 0) parts.push([`${numberOf(counts.cancelled)} cancelled`])
  if (counts.waiting > 0) parts.push([`${numberOf(counts.waiting)} waiting`, 'quiet'])
  return parts
}

function rateParts({ batch, bytesPerSecond }: Progress): Part[] {
  const parts: Part[] = [[`${sizeOf(bytesSoFar(batch))} of ${sizeOf(batch.counts.totalBytes)}`]]
  if (bytesPerSecond) parts.push([`${sizeOf(bytesPerSecond)}/s`])
  return parts
}

function limitLines({ reason, slowest }: BatchSnapshot): string[] {
  if (reason) return [escapeName(reason)]
  // No word of what holds files back, which the screens tell by who waits for what: one that waits for a processor spends time in its stage, too.
  return slowest ? [`${percentOf(slowest.share)} of the time in ${escapeName(slowest.stage)}`] : []
}

function runningLines(rows: RunningRow[], columns: number, paint: Paint): string[] {
  const stages = rows.map(({ stage }) => fitText(escapeName(stage), widestStage))
  const stageColumns = Math.max(0, ...stages.map(textWidth))
  const nameColumns = Math.min(widestName, columns - stageColumns - '  '.length * 3 - '100 %'.length)
  return rows.map(({ path, fraction }, at) => {
    if (nameColumns < 8) return fitText(`  ${shortName(path)}`, columns)
    // Nothing has been told of one that has just come to its stage, or waits there.
    const share = fraction > 0 ? percentOf(fraction) : ''
    const doing = `${padText(stages[at] ?? '', stageColumns)}  ${share.padStart(5)}`.trimEnd()
    return `  ${padText(shortName(path), nameColumns)}  ${paint('quiet', doing)}`
  })
}

function shortName(path: string): string {
  return escapeName(path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1))
}

function endedOf(counts: BatchSnapshot['counts']): number {
  return counts.done + counts.skipped + counts.failed + counts.cancelled + counts.undone
}

/** By bytes where sizes are known, since files differ; never more than whole. */
function shareOf(batch: BatchSnapshot): number {
  const { counts } = batch
  const whole = counts.totalBytes || counts.total
  return whole ? Math.min(1, (counts.totalBytes ? bytesSoFar(batch) : endedOf(counts)) / whole) : 0
}
