import type { WatchStatus } from '../../../contract/watch.ts'
import { savedBytes } from '../../../contract/saved-bytes.ts'
import { iconOf, useRecipes } from '../../app/recipes.tsx'
import { goTo } from '../../app/use-route.ts'
import { recipeTitle } from '../../texts/said.ts'
import { shown } from '../../texts/shown-path.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { Glyph } from '../../ui/glyph.tsx'
import { Icon } from '../../ui/icon.tsx'
import { type MenuAction, MenuButton } from '../../ui/menu.tsx'
import { useWatchActions } from './use-watch-actions.ts'
import { WatchNote } from './watch-note.tsx'
import { WatchSpark } from './watch-spark.tsx'
import { dots, useWatchWords } from './watch-words.ts'

interface WatchRowProps {
  watch: WatchStatus
  onEdit: () => void
  onWaiting: () => void
}

const gone = new Set(['disconnected', 'not-permitted', 'failed'])

export function WatchRow({ watch, onEdit, onWaiting }: WatchRowProps) {
  const { name, rules, state } = watch
  const known = useRecipes()?.find(({ row }) => row.name === rules.recipe)
  return (
    <div className={gone.has(state) ? 'wrow off' : 'wrow'} role="listitem">
      <Glyph name={gone.has(state) ? 'disk' : known ? iconOf(known) : 'copy'} />
      <div className="a">
        <b className="cut">{shown(name)}</b>
        <span className="sm t3 cut">{shown(rules.folder)}</span>
      </div>
      <span className="rcp cut">
        <Icon name="recipe" />
        <span className="cut">{recipeTitle(known?.row.title ?? rules.recipe)}</span>
      </span>
      <State watch={watch} onWaiting={onWaiting} />
      <Today watch={watch} />
      <WatchSpark values={watch.hourly} quiet={state !== 'watching' && state !== 'settling'} />
      <div className="row g1 ac">
        <MainButton watch={watch} />
        <More watch={watch} onEdit={onEdit} onWaiting={onWaiting} />
      </div>
      <WatchNote watch={watch} onWaiting={onWaiting} />
    </div>
  )
}

function State({ watch, onWaiting }: { watch: WatchStatus; onWaiting: () => void }) {
  const say = useWatchWords()
  const waiting = watch.settling + watch.ready + watch.needsYou > 0
  const mark = <i className={`dot ${dots[watch.state]}`} />
  if (!waiting)
    return (
      <div className="stt">
        {mark}
        <span>{say(watch)}</span>
      </div>
    )
  return (
    <button type="button" className="stt" onClick={onWaiting}>
      {mark}
      <span className="und">{say(watch)}</span>
    </button>
  )
}

function Today({ watch: { today } }: { watch: WatchStatus }) {
  const { t, n, format } = useTexts()
  const { done, failed } = today.counts
  const saved = savedBytes(today.counts)
  return (
    <div className="cnt">
      <b>{t('frame.files', n(done))}</b>
      {failed > 0 ? <span className="sm bad">{t('history.failed', n(failed))}</span> : null}
      <span className="sm t3">{saved > 0 ? t('history.saved', { size: format.bytes(saved) }) : t('watch.today')}</span>
    </div>
  )
}

function MainButton({ watch }: { watch: WatchStatus }) {
  const { t } = useTexts()
  const { pause, resume, rescan } = useWatchActions()
  const title = shown(watch.name)
  if (gone.has(watch.state))
    return (
      <Button size="small" icon="retry" aria-label={t('watch.tryOne', { title })} onClick={() => rescan(watch)}>
        {t('frame.tryNow')}
      </Button>
    )
  if (watch.state === 'paused')
    return (
      <Button size="small" icon="play" aria-label={t('runs.resumeOne', { title })} onClick={() => resume(watch)}>
        {t('runs.resume')}
      </Button>
    )
  return (
    <Button size="small" icon="pause" aria-label={t('runs.pauseOne', { title })} onClick={() => pause(watch)}>
      {t('runs.pause')}
    </Button>
  )
}

function More({ watch, onEdit, onWaiting }: WatchRowProps) {
  const { t } = useTexts()
  const { pause, rescan, remove } = useWatchActions()
  const { name, today, settling, ready, needsYou, state } = watch
  const batch = today.batchIds.at(-1)
  const actions: (MenuAction | null)[] = [
    { id: 'edit', icon: 'settings', text: t('watch.edit'), run: onEdit },
    { id: 'rescan', icon: 'retry', text: t('watch.rescan'), run: () => rescan(watch) },
    {
      id: 'waiting',
      icon: 'follow',
      text: t('watch.showWaiting'),
      off: settling + ready + needsYou === 0,
      run: onWaiting,
    },
    {
      id: 'batch',
      icon: 'runs',
      text: t('watch.showToday'),
      off: batch === undefined,
      run: () => batch !== undefined && goTo({ screen: 'run', batch }),
    },
    {
      id: 'tomorrow',
      icon: 'pause',
      text: t('watch.pauseTomorrow'),
      off: state === 'paused',
      run: () => pause(watch, midnight()),
    },
    null,
    { id: 'remove', icon: 'x', text: t('watch.remove'), look: 'bad', run: () => remove(watch) },
  ]
  return (
    <MenuButton label={t('run.actionsFor', { name })} actions={actions}>
      <IconButton size="small" icon="more" label={t('run.actionsFor', { name })} />
    </MenuButton>
  )
}

function midnight(): number {
  const now = new Date()
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1).getTime()
}
