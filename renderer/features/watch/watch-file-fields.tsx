import { useTexts } from '../../texts/use-texts.ts'
import { Switch } from '../../ui/switch.tsx'
import { TokenField } from '../../ui/token-field.tsx'
import type { WatchForm } from './use-watch-form.ts'
import { NumberField } from './number-field.tsx'
import { WatchField } from './watch-field.tsx'

const levelsMost = 64

/** Which files of the folder are meant. */
export function FileFields({ form: { rules, change, refuse, problemOf } }: { form: WatchForm }) {
  const { t } = useTexts()
  const { depth } = rules
  const remove = (token: string) => t('watch.removeToken', { token })
  return (
    <>
      <WatchField label={t('watch.subfolders')} problem={problemOf('depth')}>
        <Switch label={t('watch.subfolders')} on={depth !== 0} onChange={(on) => change({ depth: on ? null : 0 })} />
        {depth === 0 ? null : (
          <span className="row g2">
            <span className="sm t2">{t('watch.levels')}</span>
            <NumberField
              label={t('watch.levelsLabel')}
              value={depth}
              min={1}
              max={levelsMost}
              placeholder={t('watch.allLevels')}
              whole
              onChange={(next) => change({ depth: next })}
              onWrong={(why) => refuse('depth', why)}
            />
          </span>
        )}
      </WatchField>
      <WatchField label={t('watch.only')} problem={problemOf('only')} hint={t('watch.onlyHint')}>
        <TokenField
          label={t('watch.only')}
          removeLabel={remove}
          tokens={rules.only}
          placeholder={t('watch.onlyAll')}
          onChange={(only) => change({ only })}
        />
      </WatchField>
      <WatchField label={t('watch.leaveOut')} problem={problemOf('leaveOut')}>
        <TokenField
          label={t('watch.leaveOut')}
          removeLabel={remove}
          tokens={rules.leaveOut}
          onChange={(leaveOut) => change({ leaveOut })}
        />
      </WatchField>
    </>
  )
}
