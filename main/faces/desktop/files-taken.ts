import { app } from 'electron'
import { z } from 'zod'
import { channels } from './channels.ts'
import type { DesktopGrants } from './engine/desktop-grants.ts'
import { answerPages } from './page-channel.ts'

/** More in one drop is for a folder. */
const filesMost = 100_000
const takes = z.tuple([z.array(z.string().max(32_767)).max(filesMost)])
/** As many as a system lists. */
const recentMost = 10

/** Grants the files that the preload of one of our pages was given: dropped, pasted or chosen by the person. Answers their real paths, empty for what may not be used. */
export function takeFiles(grants: DesktopGrants): void {
  const answer = async ([paths]: z.output<typeof takes>) => {
    const named = paths.filter((path) => path !== '')
    const places = (await grants.addAll(named, 'write')).values()
    const granted = paths.map((path) => (path === '' ? '' : (places.next().value ?? '')))
    for (const path of granted.filter((real) => real !== '').slice(0, recentMost)) app.addRecentDocument(path)
    return granted
  }
  answerPages(channels.files, { takes, answer, refused: [] })
}
