import { useEffect, useState } from 'react'
import type { CommandInput, CommandOutputs } from '../../../contract/command.ts'
import type { JobRow } from '../../../contract/row-commands.ts'
import type { WatchStatus } from '../../../contract/watch.ts'
import { useFace } from '../../app/face.ts'
import { printRoute } from '../../app/route.ts'
import { faultWords } from '../../texts/fault-words.ts'
import { nameOf, shown } from '../../texts/shown-path.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { Mark } from '../../ui/mark.tsx'

const ofEach = 4
const shownMost = 8

interface Fed {
  watch: WatchStatus
  batch: string
  row: JobRow
}

/** The newest files of today, of all watched folders. */
export function TodayFeed({ watches }: { watches: readonly WatchStatus[] }) {
  const { t } = useTexts()
  const fed = useFed(watches)
  if (fed.length === 0) return null
  return (
    <section>
      <div className="row wa-h">
        <h2 className="h2 grow">{t('frame.today')}</h2>
        <a className="sm" href={printRoute({ screen: 'history', batch: null })}>
          {t('runs.allHistory')}
        </a>
      </div>
      <ul className="list feed">
        {fed.map((one) => (
          <Line key={`${one.batch} ${one.row.seq}`} {...one} />
        ))}
      </ul>
    </section>
  )
}

function Line({ watch, batch, row }: Fed) {
  const { format } = useTexts()
  const { path, state, outputs, fault, sizeBytes } = row
  const [first] = outputs
  const name = first && nameOf(first.path) !== nameOf(path) ? `${nameOf(path)} → ${nameOf(first.path)}` : nameOf(path)
  const why = fault && state !== 'done' ? faultWords(fault) : null
  const text = why ? `${name}: ${why.why || why.what}` : name
  const written = outputs.reduce((sum, { bytes }) => sum + bytes, 0)
  return (
    <li>
      <Mark state={state} />
      <a className="cut grow" href={printRoute({ screen: 'run', batch })} title={text}>
        {text}
      </a>
      <span className="sm t3 hide-n cut">{shown(watch.name)}</span>
      <span className="sm t2 wa-z">
        {outputs.length > 0 ? `${format.bytes(sizeBytes)} → ${format.bytes(written)}` : ''}
      </span>
    </li>
  )
}

/** Asked for again when a watch has done one more. */
function useFed(watches: readonly WatchStatus[]): readonly Fed[] {
  const { link } = useFace()
  const [fed, setFed] = useState<readonly Fed[]>([])
  const key = watches.map(({ id, today }) => `${id} ${today.counts.done + today.counts.failed}`).join()
  useEffect(() => {
    const leaving = new AbortController()
    const ask: AskRows = (window) => link.ask('batch.rows', window, { signal: leaving.signal })
    void Promise.all(watches.map((watch) => newestOf(watch, ask).catch(() => []))).then((all) => {
      if (!leaving.signal.aborted) setFed(inTurn(all).slice(0, shownMost))
    })
    return () => leaving.abort()
    // oxlint-disable-next-line exhaustive-deps
  }, [link, key])
  return fed
}

type AskRows = (window: CommandInput<'batch.rows'>) => Promise<CommandOutputs['batch.rows']>

/** Of its last batch of today, and of those before it until there are enough: with another recipe a watch begins another batch. */
async function newestOf(watch: WatchStatus, ask: AskRows): Promise<Fed[]> {
  const fed: Fed[] = []
  for (const batch of watch.today.batchIds.toReversed()) {
    const limit = ofEach - fed.length
    if (limit === 0) break
    const rows = await lastRows({ batch, limit }, ask)
    fed.push(...rows.map((row) => ({ watch, batch, row })))
  }
  return fed
}

/** The last one first. How many a batch has only it can say. */
async function lastRows(of: { batch: string; limit: number }, ask: AskRows): Promise<JobRow[]> {
  const first = await ask({ ...of, offset: 0 })
  const offset = first.total - of.limit
  const { rows } = offset > 0 ? await ask({ ...of, offset }) : first
  return rows.toReversed()
}

/** One of each in turn: no folder pushes the others out. */
function inTurn<T>(lists: readonly T[][]): T[] {
  const longest = Math.max(0, ...lists.map(({ length }) => length))
  return Array.from({ length: longest }, (_, nth) => lists.flatMap((list) => list.slice(nth, nth + 1))).flat()
}
