import { useState } from 'react'
import { conflictModes } from '../../../contract/recipe.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { Button } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import { PopUp } from '../../ui/pop-up.tsx'
import { useEditing } from './editing.ts'
import { KeptFields } from './kept-fields.tsx'
import { OriginalsChoice } from './originals-choice.tsx'

/** What holds for all outputs: names that are taken, originals, what results take over. */
export function OutputPlan() {
  const { t } = useTexts()
  const { editor } = useEditing()
  const [more, setMore] = useState(false)
  const fields = editor.draft?.fields ?? {}
  const set = (field: string, value: unknown, about = '') => editor.edit([{ kind: 'set', path: [field], value }], about)
  const conflict = (fields['conflict'] as (typeof conflictModes)[number] | undefined) ?? 'number'
  return (
    <section className="step" aria-label={t('recipe.plan')}>
      <span className="glyph re-out">
        <Icon name="shield" />
      </span>
      <div className="card">
        <div className="step-h">
          <b>{t('recipe.plan')}</b>
        </div>
        <div className="form">
          <span className="lab">{t('recipe.conflict')}</span>
          <PopUp
            className="field pop opt-p"
            label={t('recipe.conflict')}
            options={conflictModes.map((mode) => [mode, t(`recipe.conflicts.${mode}`)] as const)}
            value={conflict}
            onChange={(mode) => set('conflict', mode === 'number' ? undefined : mode)}
          />
          <OriginalsChoice />
          {more ? <KeptFields fields={fields} set={set} /> : null}
          {more ? null : (
            <Button look="accent" size="small" className="form-m" aria-expanded={false} onClick={() => setMore(true)}>
              {t('recipe.moreOptions')}
            </Button>
          )}
        </div>
      </div>
    </section>
  )
}
