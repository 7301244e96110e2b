import { Notification } from 'electron'
import type { BatchSnapshot } from '../../../../contract/event.ts'
import type { ChangeableSettings } from '../../../../contract/settings-commands.ts'
import { desktopTexts } from '../texts/desktop-texts.ts'

/** A batch that took less needs no telling: whoever started it is still looking. The settings say so, too. */
const worthTellingMs = 30_000

export interface NoticeOptions {
  settings: ChangeableSettings['notifications']
  /** Whether the person is looking at the window already. */
  isWatched: boolean
  nowMs: number
}

/** What there is to say about a batch that has ended: one notice each, or none. */
export function noticeOf(batch: BatchSnapshot, { settings, isWatched, nowMs }: NoticeOptions) {
  const { done, failed } = batch.counts
  const isWanted = failed > 0 ? settings.failed : settings.finished
  const isQuick = nowMs - batch.startedMs - (batch.restedMs ?? 0) < worthTellingMs && failed === 0
  if (!isWanted || isWatched || isQuick || batch.watch !== undefined || batch.state === 'cancelled') return null
  const { batchFinished, doneFiles, failedFiles } = desktopTexts()
  const parts = [doneFiles(done), ...(failed > 0 ? [failedFiles(failed)] : [])]
  return { title: batchFinished(batch.title ?? nameOf(batch.out)), body: parts.join(', '), silent: !settings.sound }
}

/** Shown once; `opened` when the person follows it. */
export function tell(notice: { title: string; body: string; silent: boolean }, opened: () => void): void {
  if (!Notification.isSupported()) return
  const shown = new Notification(notice)
  shown.on('click', opened)
  shown.show()
}

/** The last part of a path, as people call a folder. */
export function nameOf(path: string): string {
  return path.split(/[/\\]/).findLast((part) => part !== '') ?? path
}
