import { fieldOf } from '../../../contract/recipe-draft.ts'
import { matchOf, type Taken, writtenOf } from '../../state/taken-entries.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { Button } from '../../ui/button.tsx'
import { PopUp } from '../../ui/pop-up.tsx'
import { CompanionsChoice } from './companions-choice.tsx'
import { ConditionRows } from './condition-rows.tsx'
import { problemsAt, useEditing } from './editing.ts'
import { Problem } from './problem.tsx'
import { type TakenKind, takenKinds } from './taken-kinds.ts'
import { TypedField } from './typed-field.tsx'

/** Kind, patterns, conditions and companions of what a recipe takes. */
export function TakesForm({ entries }: { entries: readonly Taken[] }) {
  const { t } = useTexts()
  const { editor } = useEditing()
  const [only] = entries
  const write = (next: string, about = '') =>
    editor.edit([{ kind: 'set', path: ['accepts'], value: writtenOf(next, entries) }], about)
  const text = entries.map(({ match }) => match).join(', ')
  return (
    <div className="form">
      <span className="lab">{t('recipe.kind')}</span>
      <KindChoice text={text} onChoose={write} />
      <label className="lab" htmlFor="accepts">
        {t('recipe.patterns')}
      </label>
      <Patterns text={text} onType={(typed) => write(typed, 'accepts')} />
      {entries.length === 1 && only ? <Where condition={only.where} /> : null}
      <CompanionsChoice />
    </div>
  )
}

/** A kind of files instead of patterns; where these are no kind they are called the person's own. */
function KindChoice({ text, onChoose }: { text: string; onChoose: (kind: string) => void }) {
  const { t } = useTexts()
  const kind = takenKinds.find((each) => each === text)
  const own = 'own' as TakenKind
  return (
    <PopUp
      className="field pop opt-p"
      label={t('recipe.kind')}
      options={[
        ...takenKinds.map((each) => [each, each === '' ? t('recipe.takesAll') : t(`recipe.kinds.${each}`)] as const),
        ...(kind === undefined ? [[own, t('recipe.ownPatterns')] as const] : []),
      ]}
      value={kind ?? own}
      onChange={(next) => onChoose(next)}
    />
  )
}

/** The patterns themselves, and what is wrong with them. */
function Patterns({ text, onType }: { text: string; onType: (typed: string) => void }) {
  const { t } = useTexts()
  const { editor } = useEditing()
  const own = problemsAt(editor.problems, ['accepts'])
  return (
    <div className="col g1">
      <TypedField
        id="accepts"
        label={t('recipe.patterns')}
        text={text}
        read={(typed) => typed}
        wrong={own.length > 0}
        onChange={(typed) => onType(String(typed))}
      />
      <p className="opt-h" id="accepts-help">
        {t('recipe.patternsWhy')}
      </p>
      {own
        .filter(({ field }) => !field.includes('where'))
        .map((problem) => (
          <Problem key={fieldOf([problem.field])} problem={problem} />
        ))}
    </div>
  )
}

/** Conditions of the only entry; several entries have each their own, in the text. */
function Where({ condition }: { condition: Record<string, unknown> }) {
  const { t } = useTexts()
  const { editor } = useEditing()
  const [entry] = (editor.draft?.fields['accepts'] as unknown[] | undefined) ?? []
  const begin = () =>
    editor.edit([{ kind: 'set', path: ['accepts'], value: [{ match: matchOf(entry), where: { size: '>50 kB' } }] }])
  return (
    <>
      <span className="lab">{t('recipe.onlyIf')}</span>
      {Object.keys(condition).length === 0 ? (
        <Button look="accent" size="small" className="form-m" onClick={begin}>
          {t('recipe.addCondition')}
        </Button>
      ) : (
        <ConditionRows path={['accepts', 0, 'where']} condition={condition} />
      )}
    </>
  )
}
