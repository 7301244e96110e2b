import { fileFacts } from '../../../contract/facts.ts'
import { type DraftPath, fieldOf } from '../../../contract/recipe-draft.ts'
import { askableFacts } from '../../state/askable-facts.ts'
import { plainAmount, plainValue, typedText } from '../../state/option-field.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { PopUp } from '../../ui/pop-up.tsx'
import { type Editing, problemsAt, useEditing } from './editing.ts'
import { Problem } from './problem.tsx'
import { TypedField } from './typed-field.tsx'

const none: ReadonlySet<string> = new Set()

/** What has to hold: a line for each fact. */
export function ConditionRows({ path, condition }: { path: DraftPath; condition: Record<string, unknown> }) {
  const { t } = useTexts()
  const { editor, facts, steps } = useEditing()
  const { draft } = editor
  const askable = draft ? askableFacts(draft, path, steps) : none
  const free = facts.filter(({ name }) => askable.has(name) && !(name in condition))
  const [next] = free
  return (
    <div className="col g1">
      {Object.entries(condition).map(([fact, value]) => (
        <Row key={fact} path={path} fact={fact} value={value} free={free} />
      ))}
      {problemsAt(editor.problems, path)
        .filter(({ field }) => field === fieldOf(path))
        .map((problem) => (
          <Problem key={problem.message} problem={problem} />
        ))}
      {next ? (
        <Button
          look="accent"
          size="small"
          className="form-m"
          onClick={() => editor.edit([{ kind: 'set', path: [...path, next.name], value: '*' }])}
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
  /** What nothing asks about yet. */
  free: Editing['facts']
}

function Row({ path, fact, value, free }: RowProps) {
  const { t } = useTexts()
  const { editor, facts } = useEditing()
  const own = [...path, fact]
  const problems = problemsAt(editor.problems, own)
  const title = facts.find(({ name }) => name === fact)?.title ?? fact
  const options = facts
    .filter((one) => one.name === fact || free.includes(one))
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
          read={isAmount(fact) ? plainAmount : plainValue}
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

/** Texts are compared as they are typed. */
function isAmount(fact: string): boolean {
  const kind = fileFacts.get(fact)?.kind
  return kind === 'number' || kind === 'bytes' || kind === 'duration'
}
