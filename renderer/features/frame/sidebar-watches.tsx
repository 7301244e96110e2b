import { printRoute } from '../../app/route.ts'
import { useWatches } from '../../app/watches.tsx'
import { shown } from '../../texts/shown-path.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { Icon } from '../../ui/icon.tsx'
import { dots, useWatchWords } from '../watch/watch-words.ts'

const shownMost = 8

/** The watched folders, how each stands, and how much it did today. */
export function SidebarWatches() {
  const { t, format } = useTexts()
  const say = useWatchWords()
  const watches = useWatches() ?? []
  if (watches.length === 0) return null
  const to = printRoute({ screen: 'watch' })
  return (
    <>
      <div className="side-h">
        {t('frame.watch')}
        <a className="ib sm" href={to} aria-label={t('watch.addOne')} title={t('watch.addOne')}>
          <Icon name="plus" size="s" />
        </a>
      </div>
      {watches.slice(0, shownMost).map((watch) => {
        const words = say(watch)
        const { done } = watch.today.counts
        return (
          <a key={watch.id} className="side-w" href={to} title={`${shown(watch.name)}: ${words}`}>
            <i className={`dot ${dots[watch.state]}`} />
            <span className="side-t">
              <b className="cut">{shown(watch.name)}</b>
              <small className="cut">{words}</small>
            </span>
            <span className="n">{done > 0 ? format.count(done) : ''}</span>
          </a>
        )
      })}
    </>
  )
}
