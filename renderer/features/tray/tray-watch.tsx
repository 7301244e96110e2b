import type { WatchStatus } from '../../../contract/watch.ts'
import { iconOf, useRecipes } from '../../app/recipes.tsx'
import { shown } from '../../texts/shown-path.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { Button } from '../../ui/button.tsx'
import { Glyph } from '../../ui/glyph.tsx'
import { useWatchActions } from '../watch/use-watch-actions.ts'
import { useWatchWords } from '../watch/watch-words.ts'

export function TrayWatch({ watch }: { watch: WatchStatus }) {
  const { t, n } = useTexts()
  const say = useWatchWords()
  const { rescan } = useWatchActions()
  const known = useRecipes()?.find(({ row }) => row.name === watch.rules.recipe)
  const gone = watch.state === 'disconnected' || watch.state === 'not-permitted' || watch.state === 'failed'
  const { done } = watch.today.counts
  return (
    <div className="tw">
      <Glyph name={gone ? 'disk' : known ? iconOf(known) : 'copy'} size="small" />
      <div className="grow">
        <div className="row">
          <b className="cut grow">{shown(watch.name)}</b>
          {gone || done === 0 ? null : <span className="sm t2 nowrap">{t('tray.doneToday', n(done))}</span>}
        </div>
        <p className={gone ? 'sm warn' : 'sm t3'}>{say(watch)}</p>
      </div>
      {gone ? (
        <Button size="small" onClick={() => rescan(watch)}>
          {t('frame.tryNow')}
        </Button>
      ) : null}
    </div>
  )
}
