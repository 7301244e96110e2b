import { existingModes } from '../../../contract/watch-words.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { Segmented } from '../../ui/segmented.tsx'
import { NumberField } from './number-field.tsx'
import type { WatchForm } from './use-watch-form.ts'
import { WatchField } from './watch-field.tsx'
import { WeekDays } from './week-days.tsx'

const night = { from: '22:00', to: '06:00', days: [1, 2, 3, 4, 5, 6, 7] }
const settleMostS = 3600
const settleUsualMs = 2000

/** When a file is taken. */
export function TimeFields({ form, isNew }: { form: WatchForm; isNew: boolean }) {
  const { t, n } = useTexts()
  const { rules, change, refuse, check, problemOf } = form
  const modes = existingModes.map((key) => [key, t(`watch.existing.${key}`)] as const)
  const there = check ? t(check.existing.more ? 'watch.thereMore' : 'watch.there', n(check.existing.files)) : ''
  return (
    <>
      <WatchField label={t('watch.settle')} problem={problemOf('settleMs')} hint={t('watch.settleHint')}>
        <NumberField
          label={t('watch.settle')}
          value={rules.settleMs / 1000}
          min={0.1}
          max={settleMostS}
          unit="s"
          placeholder={String(settleUsualMs / 1000)}
          onWrong={(why) => refuse('settleMs', why)}
          onChange={(s) => change({ settleMs: s === null ? settleUsualMs : Math.round(s * 1000) })}
        />
        <span className="sm t2">{t('watch.settleUnit')}</span>
      </WatchField>
      {isNew ? (
        <WatchField label={t('watch.existingLabel')} hint={there}>
          <Segmented
            label={t('watch.existingLabel')}
            options={modes}
            value={rules.existing}
            onChange={(existing) => change({ existing })}
          />
        </WatchField>
      ) : null}
      <Hours form={form} />
    </>
  )
}

function Hours({ form: { rules, change, problemOf } }: { form: WatchForm }) {
  const { t } = useTexts()
  const { schedule } = rules
  const ways = (['always', 'between'] as const).map((key) => [key, t(`watch.when.${key}`)] as const)
  return (
    <WatchField label={t('watch.whenLabel')} problem={problemOf('schedule')}>
      <Segmented
        label={t('watch.whenLabel')}
        options={ways}
        value={schedule ? 'between' : 'always'}
        onChange={(way) => change({ schedule: way === 'between' ? (schedule ?? night) : null })}
      />
      {schedule ? (
        <>
          <TimeField
            label={t('watch.from')}
            value={schedule.from}
            onChange={(from) => change({ schedule: { ...schedule, from } })}
          />
          <span className="sm t2">{t('watch.and')}</span>
          <TimeField
            label={t('watch.to')}
            value={schedule.to}
            onChange={(to) => change({ schedule: { ...schedule, to } })}
          />
          <WeekDays days={schedule.days} onChange={(days) => change({ schedule: { ...schedule, days } })} />
        </>
      ) : null}
    </WatchField>
  )
}

function TimeField({ label, value, onChange }: { label: string; value: string; onChange: (value: string) => void }) {
  return (
    <span className="field">
      <input
        type="time"
        aria-label={label}
        value={value}
        required
        onChange={(event) => event.target.value !== '' && onChange(event.target.value)}
      />
    </span>
  )
}
