import type { WatchStatus } from '../../../contract/watch.ts'
import { said } from '../../texts/said.ts'
import { nameOf, shown } from '../../texts/shown-path.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog, DialogTitle } from '../../ui/dialog.tsx'
import { Icon } from '../../ui/icon.tsx'
import { useWatchActions } from './use-watch-actions.ts'
import { useWatchForm, type WatchForm } from './use-watch-form.ts'
import { FileFields } from './watch-file-fields.tsx'
import { MoreFields } from './watch-more-fields.tsx'
import { PlaceFields } from './watch-place-fields.tsx'
import { TimeFields } from './watch-time-fields.tsx'

/** Everything that can be said about a watched folder; null begins a new one. */
export function WatchEdit({ watch, onClose }: { watch: WatchStatus | null; onClose: () => void }) {
  const { t } = useTexts()
  const form = useWatchForm(watch, onClose)
  const { remove } = useWatchActions()
  const title = watch ? shown(watch.name) : form.rules.folder === '' ? t('watch.newTitle') : nameOf(form.rules.folder)
  return (
    <Dialog widthPx={600} onClose={onClose}>
      <div className="dlg-b wa-e">
        <DialogTitle>{title}</DialogTitle>
        <PlaceFields form={form} />
        <FileFields form={form} />
        <TimeFields form={form} isNew={watch === null} />
        <MoreFields form={form} />
        <Notes form={form} />
      </div>
      <div className="dlg-f">
        {watch ? (
          <Button
            look="quiet-danger"
            onClick={() => {
              onClose()
              remove(watch)
            }}
          >
            {t('watch.remove')}
          </Button>
        ) : null}
        <span className="grow" />
        <Button onClick={onClose}>{t('frame.cancel')}</Button>
        <Button look="primary" disabled={!form.canSave} aria-busy={form.saving} onClick={form.save}>
          {t(watch ? 'watch.save' : 'watch.begin')}
        </Button>
      </div>
    </Dialog>
  )
}

/** What stands in the way of saving, and what a person should know before. */
function Notes({ form: { check, failed } }: { form: WatchForm }) {
  const { t } = useTexts()
  const fields = new Set([
    'folder',
    'recipe',
    'out',
    'schedule',
    'settleMs',
    'patienceMs',
    'depth',
    'only',
    'leaveOut',
    'name',
  ])
  const others = check?.problems.filter(({ field }) => !fields.has(field)) ?? []
  const cycle = check?.cycle ?? []
  return (
    <>
      {failed ? <EditNote look="bad">{failed}</EditNote> : null}
      {cycle.length > 0 ? (
        <EditNote look="bad">{t('watch.cycle', { way: cycle.map(nameOf).join(' → ') })}</EditNote>
      ) : null}
      {others.map(({ field, message }) => (
        <EditNote key={field} look="bad">
          {said(message)}
        </EditNote>
      ))}
      {(check?.notes ?? []).map((note) => (
        <EditNote key={note} look="warn">
          {said(note)}
        </EditNote>
      ))}
    </>
  )
}

function EditNote({ look, children }: { look: 'bad' | 'warn'; children: React.ReactNode }) {
  return (
    <p className={`note wa-note ${look}`} role={look === 'bad' ? 'alert' : 'status'}>
      <Icon name={look === 'bad' ? 'alert' : 'info'} size="s" />
      <span>{children}</span>
    </p>
  )
}
