import { type DraftPath, fieldOf } from '../../../contract/recipe-draft.ts'
import { plainValue, typedText } from '../../state/option-field.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { PopUp } from '../../ui/pop-up.tsx'
import { problemsAt, useEditing } from './editing.ts'
import { unaskable } from './facts.ts'
import { Problem } from './problem.tsx'
import { TypedField } from './typed-field.tsx'

/** What has to hold: a line for each fact. */
export function ConditionRows({ path, condition }: { path: DraftPath; condition: Record<string, unknown> }) {
  const { t } = useTexts()
  const { editor, facts } = useEditing()
  const askable = facts.filter(({ name }) => !unaskable.has(name))
  const free = askable.find(({ name }) => !(name in condition))
  return (
    <div className="col g1">
      {Object.entries(condition).map(([fact, value]) => (
        <Row key={fact} path={path} fact={fact} value={value} condition={condition} />
      ))}
      {problemsAt(editor.problems, path)
        .filter(({ field }) => field === fieldOf(path))
        .map((problem) => (
          <Problem key={problem.message} problem={problem} />
        ))}
      {free ? (
        <Button
          look="accent"
          size="small"
          className="form-m"
          onClick={() => editor.edit([{ kind: 'set', path: [...path, free.name], value: '*' }])}
        >
          {t('recipe.addCondition')}
        </Button>
      ) : null}
    </div>
  )
}

interface RowProps {
  path: DraftPath
  fact: string
  value: unknown
  condition: Record<string, unknown>
}

function Row({ path, fact, value, condition }: RowProps) {
  const { t } = useTexts()
  const { editor, facts } = useEditing()
  const own = [...path, fact]
  const problems = problemsAt(editor.problems, own)
  const title = facts.find(({ name }) => name === fact)?.title ?? fact
  const options = facts
    .filter(({ name }) => name === fact || (!(name in condition) && !unaskable.has(name)))
    .map(({ name, title: factTitle }) => [name, factTitle] as const)
  const rename = (next: string) =>
    editor.edit([
      { kind: 'set', path: own, value: undefined },
      { kind: 'set', path: [...path, next], value },
    ])
  return (
    <>
      <div className="row g2 cond">
        <PopUp className="field pop opt-p" label={t('recipe.fact')} options={options} value={fact} onChange={rename} />
        <TypedField
          id={fieldOf(own)}
          label={t('recipe.factIs', { fact: title })}
          text={typedText(value)}
          read={plainValue}
          wrong={problems.length > 0}
          className="grow"
          onChange={(next) => editor.edit([{ kind: 'set', path: own, value: next }], fieldOf(own))}
        />
        <IconButton
          icon="x"
          size="small"
          label={t('recipe.removeCondition', { fact: title })}
          onClick={() => editor.edit([{ kind: 'set', path: own, value: undefined }])}
        />
      </div>
      {problems.map((problem) => (
        <Problem key={problem.message} problem={problem} />
      ))}
    </>
  )
}
