import type { ChangeableSettings } from '../../../../contract/settings-commands.ts'
import type { WatchStatus } from '../../../../contract/watch.ts'
import { desktopTexts } from '../texts/desktop-texts.ts'

/** A folder that comes and goes is told of once an hour. */
const quietMs = 3_600_000

/** What there is to say about watched folders that are out of reach. */
export class AwayNotices {
  readonly #toldMs = new Map<string, number>()

  of({ id, state, rules }: WatchStatus, settings: ChangeableSettings['notifications'], nowMs = Date.now()) {
    if (state !== 'disconnected' || !settings.disconnected) return null
    if (nowMs - (this.#toldMs.get(id) ?? Number.NEGATIVE_INFINITY) < quietMs) return null
    this.#toldMs.set(id, nowMs)
    const { disconnected, disconnectedWhy } = desktopTexts()
    return { title: disconnected(rules.name), body: disconnectedWhy, silent: !settings.sound }
  }
}
