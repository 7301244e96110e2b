import { typedText } from '../../state/option-field.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { CheckBox } from '../../ui/check-box.tsx'
import { problemsAt, useEditing } from './editing.ts'
import { Problem } from './problem.tsx'
import { TypedField } from './typed-field.tsx'

interface KeptProps {
  fields: Record<string, unknown>
  set: (field: string, value: unknown, about?: string) => void
}

/** What results take over of their originals, and what their names keep to. */
export function KeptFields({ fields, set }: KeptProps) {
  const { t } = useTexts()
  const { editor } = useEditing()
  const keep = Array.isArray(fields['keep']) ? fields['keep'].map(String) : ['times']
  const toggle = (mode: string, on: boolean) => {
    const next = (['times', 'mode'] as const).filter((each) => (each === mode ? on : keep.includes(each)))
    set('keep', next.join() === 'times' ? undefined : next)
  }
  const zone = problemsAt(editor.problems, ['zone'])
  return (
    <>
      <span className="lab">{t('recipe.keep')}</span>
      <div className="row g4 wrap">
        {(['times', 'mode'] as const).map((mode) => (
          <CheckBox key={mode} checked={keep.includes(mode)} onChange={(on) => toggle(mode, on)}>
            {t(`recipe.keeps.${mode}`)}
          </CheckBox>
        ))}
      </div>
      <span className="lab">{t('recipe.names')}</span>
      <CheckBox checked={fields['portable'] === true} onChange={(on) => set('portable', on ? true : undefined)}>
        {t('recipe.portable')}
      </CheckBox>
      <label className="lab" htmlFor="zone">
        {t('recipe.zone')}
      </label>
      <div className="col g1">
        <TypedField
          id="zone"
          label={t('recipe.zone')}
          text={typedText(fields['zone'])}
          read={(typed) => (typed === '' ? undefined : typed)}
          wrong={zone.length > 0}
          placeholder={t('recipe.zoneSystem')}
          onChange={(value) => set('zone', value, 'zone')}
        />
        <p className="opt-h" id="zone-help">
          {t('recipe.zoneWhy')}
        </p>
        {zone.map((problem) => (
          <Problem key={problem.message} problem={problem} />
        ))}
      </div>
    </>
  )
}
