import { companionModes } from '../../../contract/recipe.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { PopUp } from '../../ui/pop-up.tsx'
import { problemsAt, useEditing } from './editing.ts'
import { Problem } from './problem.tsx'

/** Which files of a folder travel with another as one. */
export function CompanionsChoice() {
  const { t } = useTexts()
  const { editor } = useEditing()
  const written = editor.draft?.fields['companions']
  const mode = companionModes.find((each) => each === written) ?? 'none'
  return (
    <>
      <span className="lab">{t('recipe.companions')}</span>
      <div className="col g1">
        <PopUp
          className="field pop opt-p"
          label={t('recipe.companions')}
          options={companionModes.map((each) => [each, t(`recipe.companionModes.${each}`)] as const)}
          value={mode}
          onChange={(next) =>
            editor.edit([{ kind: 'set', path: ['companions'], value: next === 'none' ? undefined : next }])
          }
        />
        <p className="opt-h">{t(`recipe.companionsWhy.${mode}`)}</p>
        {problemsAt(editor.problems, ['companions']).map((problem) => (
          <Problem key={problem.message} problem={problem} />
        ))}
      </div>
    </>
  )
}
