import type { DraftOutput } from '../../../contract/recipe-draft.ts'
import { fieldOf } from '../../../contract/recipe-draft.ts'
import { typedText } from '../../state/option-field.ts'
import { shortened } from '../../texts/shortened.ts'
import { shown } from '../../texts/shown-path.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import { PopUp } from '../../ui/pop-up.tsx'
import { useEditing } from './editing.ts'
import { OutputPlan } from './output-plan.tsx'
import { usePreviewed } from './previewed.ts'
import { StepItems } from './step-items.tsx'
import { TemplateField } from './template-field.tsx'

/** Characters of names in the line that shows what one becomes. */
const fromMost = 40
const becomesMost = 60

/** Where results go: one card for each output, and below what holds for all of them. */
export function OutputCards() {
  const { t } = useTexts()
  const { editor } = useEditing()
  const outputs = editor.draft?.outputs ?? []
  const several = outputs.length > 1
  const add = () => {
    const first = outputs[0]
    const plain = ({ fields }: DraftOutput) => fields
    if (first?.path[0] === 'outputs')
      return editor.edit([{ kind: 'insert', list: ['outputs'], at: outputs.length, value: another(outputs) }])
    return editor.edit([
      { kind: 'set', path: ['output'], value: undefined },
      { kind: 'insert', list: ['outputs'], at: 0, value: first ? { name: '{stem}', ...plain(first) } : {} },
      { kind: 'insert', list: ['outputs'], at: 1, value: another(outputs) },
    ])
  }
  return (
    <>
      {outputs.map((output, nth) => (
        <Output key={fieldOf(output.path)} output={output} nth={nth} several={several} />
      ))}
      <div className="step">
        <span className="glyph re-add">
          <Icon name="plus" />
        </span>
        <Button look="accent" className="re-addb" onClick={add}>
          {t('recipe.addOutput')}
        </Button>
      </div>
      <OutputPlan />
    </>
  )
}

/** Another output must not take the names of the first. */
function another(outputs: readonly DraftOutput[]): unknown {
  return { folder: `{out}/{path}/${outputs.length + 1}`, name: '{stem}' }
}

interface OutputProps {
  output: DraftOutput
  nth: number
  several: boolean
}

function Output({ output, nth, several }: OutputProps) {
  const { t } = useTexts()
  const { editor } = useEditing()
  const title = several ? t('recipe.outputNth', { nth: nth + 1 }) : t('recipe.output')
  return (
    <>
      {several || output.steps.length > 0 ? (
        <div className="pipe-in">
          <StepItems list={[...output.path, 'steps']} steps={output.steps} />
        </div>
      ) : null}
      <section className="step" aria-label={title}>
        <span className="glyph re-out">
          <Icon name="folder" />
        </span>
        <div className="card">
          <div className="step-h">
            <b>{title}</b>
            <span className="grow" />
            {several ? (
              <IconButton
                icon="trash"
                size="small"
                label={t('recipe.removeOutput', { title })}
                onClick={() => editor.edit([{ kind: 'remove', path: output.path }])}
              />
            ) : null}
          </div>
          <OutputForm output={output} nth={nth} />
        </div>
      </section>
    </>
  )
}

const folders = ['{out}/{path}', '{out}', '{out}/{date:YYYY}/{date:YYYY-MM}', '{out}/{ext}'] as const

function OutputForm({ output, nth }: { output: DraftOutput; nth: number }) {
  const { t } = useTexts()
  const { editor } = useEditing()
  const { fields, path } = output
  const folder = typedText(fields['folder'], folders[0])
  const name = typedText(fields['name'], '{stem}')
  const preset = folders.find((each) => each === folder) ?? 'own'
  const set = (field: string, value: unknown) => editor.edit([{ kind: 'set', path: [...path, field], value }])
  const options = [
    ...folders.map((each) => [each as string, t(`recipe.folders.${each}`)] as const),
    ['own', t('recipe.folders.own')] as const,
  ]
  return (
    <div className="form">
      <span className="lab">{t('recipe.saveTo')}</span>
      <div className="col g1">
        <PopUp
          className="field pop opt-p"
          label={t('recipe.saveTo')}
          options={options}
          value={preset}
          onChange={(next) => set('folder', next === folders[0] ? undefined : next === 'own' ? `${folder}/` : next)}
        />
        <TemplateField path={[...path, 'folder']} label={t('recipe.folder')} value={folder} use="folder" />
      </div>
      <label className="lab" htmlFor={fieldOf([...path, 'name'])}>
        {t('recipe.name')}
      </label>
      <div className="col g1">
        <TemplateField path={[...path, 'name']} label={t('recipe.name')} value={name} use="name" />
        <Becomes nth={nth} />
      </div>
      <span className="lab">{t('recipe.ifLarger')}</span>
      <PopUp
        className="field pop opt-p"
        label={t('recipe.ifLarger')}
        options={(['keep-result', 'use-original', 'skip'] as const).map(
          (key) => [key, t(`recipe.larger.${key}`)] as const,
        )}
        value={(fields['if-larger'] as 'keep-result' | undefined) ?? 'keep-result'}
        onChange={(value) => set('if-larger', value === 'keep-result' ? undefined : value)}
      />
    </div>
  )
}

/** What the sample would be called. */
function Becomes({ nth }: { nth: number }) {
  const { t } = useTexts()
  const { answer } = usePreviewed()
  const result = answer?.results.find(({ branch }) => branch === nth)
  if (!answer || !result) return null
  return (
    <span className="sm t2 becomes">
      {t('recipe.becomes', { from: shortened(answer.before.name, fromMost) })}{' '}
      <b className="med t1" title={shown(result.name)}>
        {shortened(result.name, becomesMost)}
      </b>
    </span>
  )
}
