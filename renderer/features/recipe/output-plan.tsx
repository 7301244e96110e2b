import { useState } from 'react'
import { conflictModes } from '../../../contract/recipe.ts'
import { typedText } from '../../state/option-field.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { Button } from '../../ui/button.tsx'
import { CheckBox } from '../../ui/check-box.tsx'
import { Icon } from '../../ui/icon.tsx'
import { PopUp } from '../../ui/pop-up.tsx'
import { Segmented } from '../../ui/segmented.tsx'
import { problemsAt, useEditing } from './editing.ts'
import { Problem } from './problem.tsx'
import { TemplateField } from './template-field.tsx'
import { TypedField } from './typed-field.tsx'

const acts = ['keep', 'vault', 'replace', 'move'] as const

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
          <Originals />
          {more ? <More fields={fields} set={set} /> : null}
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

function Originals() {
  const { t } = useTexts()
  const { editor } = useEditing()
  const originals = editor.draft?.fields['originals']
  const folder = typeof originals === 'object' && originals ? typedText((originals as { move?: unknown }).move) : null
  const act = folder === null ? ((originals as (typeof acts)[number] | undefined) ?? 'keep') : 'move'
  const change = (next: (typeof acts)[number]) => {
    const value = next === 'move' ? { move: '{out}/originals/{path}' } : next === 'keep' ? undefined : next
    editor.edit([{ kind: 'set', path: ['originals'], value }])
  }
  const own = problemsAt(editor.problems, ['originals']).filter(({ field }) => field === 'originals')
  return (
    <>
      <span className="lab">{t('recipe.originals')}</span>
      <div className="col g1">
        <Segmented
          label={t('recipe.originals')}
          options={acts.map((each) => [each, t(`recipe.acts.${each}`)] as const)}
          value={act}
          onChange={change}
        />
        {folder === null ? null : (
          <TemplateField path={['originals', 'move']} label={t('recipe.moveTo')} value={folder} use="folder" />
        )}
        <p className="opt-h">{t(`recipe.actsWhy.${act}`)}</p>
        {own.map((problem) => (
          <Problem key={problem.message} problem={problem} />
        ))}
      </div>
    </>
  )
}

interface MoreProps {
  fields: Record<string, unknown>
  set: (field: string, value: unknown, about?: string) => void
}

function More({ fields, set }: MoreProps) {
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
