import { typedText } from '../../state/option-field.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { Segmented } from '../../ui/segmented.tsx'
import { problemsAt, useEditing } from './editing.ts'
import { Problem } from './problem.tsx'
import { TemplateField } from './template-field.tsx'

const acts = ['keep', 'vault', 'replace', 'move'] as const

/** What becomes of the originals, and where they go if they are moved. */
export function OriginalsChoice() {
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
