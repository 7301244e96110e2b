import type { ReactNode } from 'react'
import type { WatchStatus } from '../../../contract/watch.ts'
import { said } from '../../texts/said.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { Button } from '../../ui/button.tsx'
import { Icon, type IconName } from '../../ui/icon.tsx'
import { useWatchActions } from './use-watch-actions.ts'
import { when } from '../../texts/when.ts'

/** What a person should know of a watch, or has to decide; nothing while all is well. */
export function WatchNote({ watch, onWaiting }: { watch: WatchStatus; onWaiting: () => void }) {
  const texts = useTexts()
  const { t, n, format } = texts
  const { state, question, reason, polling, lastFileMs, needsYou } = watch
  const last = lastFileMs === null ? '' : t('watch.lastFile', { time: when(lastFileMs, texts) })
  if (question) return <Question watch={watch} />
  if (state === 'disconnected')
    return (
      <Note icon="unplug" title={t('watch.noteDisconnected')}>
        {t('watch.noteDisconnectedWhy')} {last}
      </Note>
    )
  if (state === 'not-permitted' || state === 'failed')
    return (
      <Note icon="alert" title={t(`watch.note.${state}`)}>
        {said(reason)}
      </Note>
    )
  if (needsYou > 0)
    return (
      <Note
        icon="alert"
        title={t('watch.noteFiles', n(needsYou))}
        actions={
          <Button size="small" onClick={onWaiting}>
            {t('frame.show')}
          </Button>
        }
      >
        {t('watch.noteFilesWhy')}
      </Note>
    )
  if (polling)
    return (
      <Note icon="info" title={t('watch.notePolling', { time: format.rough(polling.everyMs) })}>
        {t(`watch.polling.${polling.why}`)}
      </Note>
    )
  if (state === 'watching' && reason !== '')
    return (
      <Note icon="info" title={t('watch.noteApart')}>
        {said(reason)}
      </Note>
    )
  return null
}

function Question({ watch }: { watch: WatchStatus }) {
  const { t, n } = useTexts()
  const { answer } = useWatchActions()
  const { id, question } = watch
  if (!question) return null
  const { kind, files } = question
  const buttons = (['process', 'leave'] as const).map((choice) => (
    <Button key={choice} size="small" onClick={() => answer({ id, kind, answer: choice })}>
      {t(`watch.answers.${kind}.${choice}`, n(files))}
    </Button>
  ))
  const title = kind === 'existing' ? t('watch.askExisting', n(files)) : t('watch.askChanged', n(files))
  return (
    <Note icon="info" title={title} actions={buttons}>
      {t(`watch.askWhy.${kind}`)}
    </Note>
  )
}

function Note({
  icon,
  title,
  actions,
  children,
}: {
  icon: IconName
  title: string
  actions?: ReactNode
  children?: ReactNode
}) {
  return (
    <div className="note" role="note">
      <Icon name={icon} size="s" />
      <span className="grow">
        <b className="med">{title}</b> {children}
      </span>
      {actions ? <span className="row g1">{actions}</span> : null}
    </div>
  )
}
