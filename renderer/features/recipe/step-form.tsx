import { type FocusEvent, useState } from 'react'
import type { DraftPath, DraftStep } from '../../../contract/recipe-draft.ts'
import { fieldOf } from '../../../contract/recipe-draft.ts'
import type { StepDescriptor } from '../../../contract/step.ts'
import { type OptionSchema, fieldOfOption, typedText } from '../../state/option-field.ts'
import { stepWords } from '../../texts/step-words.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { Button } from '../../ui/button.tsx'
import { problemsAt, useEditing } from './editing.ts'
import { OptionControl } from './option-control.tsx'
import { Problem } from './problem.tsx'
import { TemplateField } from './template-field.tsx'

/** More options than this are shown when asked for, unless they are set. */
const shownMost = 4

interface StepFormProps {
  step: DraftStep
  descriptor: StepDescriptor
  /** Told when the focus comes into the form, and when it leaves it. */
  onWithin: (isWithin: boolean) => void
}

/** The form of any step, drawn from what the step says of its options. */
export function StepForm({ step, descriptor, onWithin }: StepFormProps) {
  const { t } = useTexts()
  const [all, setAll] = useState(false)
  const { editor } = useEditing()
  const path = [...step.path, step.step]
  const properties = Object.entries((descriptor.options['properties'] ?? {}) as Record<string, OptionSchema>)
  const problems = problemsAt(editor.problems, step.path)
  const rest = problems.filter(({ field }) => !properties.some(([name]) => isAt(field, [...path, name])))
  const isShown = ([name]: (typeof properties)[number], nth: number): boolean =>
    all || nth < shownMost || name in step.options || problemsAt(problems, [...path, name]).length > 0
  const visible = properties.filter(isShown)
  if (properties.length === 0 && rest.length === 0) return null
  return (
    <div className="form" onFocus={() => onWithin(true)} onBlur={(event) => leaves(event) && onWithin(false)}>
      {visible.map(([name, schema]) => (
        <Option key={name} step={step} name={name} schema={schema} descriptor={descriptor} />
      ))}
      {visible.length < properties.length ? (
        <Button look="accent" size="small" className="form-m" aria-expanded={false} onClick={() => setAll(true)}>
          {t('recipe.moreOptions')}
        </Button>
      ) : null}
      {rest.map((problem) => (
        <Problem key={problem.message} problem={problem} />
      ))}
    </div>
  )
}

function leaves({ currentTarget, relatedTarget }: FocusEvent): boolean {
  return !(relatedTarget instanceof Node && currentTarget.contains(relatedTarget))
}

function isAt(field: string, path: DraftPath): boolean {
  const place = fieldOf(path)
  return field === place || field.startsWith(`${place}.`) || field.startsWith(`${place}[`)
}

interface OptionProps {
  step: DraftStep
  name: string
  schema: OptionSchema
  descriptor: StepDescriptor
}

function Option({ step, name, schema, descriptor }: OptionProps) {
  const { editor } = useEditing()
  const words = stepWords(descriptor)
  const { title, help } = words.option(name)
  const path = [...step.path, step.step, name]
  const problems = problemsAt(editor.problems, path)
  const id = fieldOf(path)
  const set = (value: unknown) => {
    const isUsual = value === '' || JSON.stringify(value) === JSON.stringify(schema.default)
    editor.edit([{ kind: 'set', path, value: isUsual ? undefined : value }], id)
  }
  const field = fieldOfOption(schema)
  if (field.kind === 'text' && field.as === 'template')
    return <TemplateOption path={path} title={title} help={help} value={step.options[name]} />
  return (
    <>
      <label className="lab" htmlFor={id}>
        {title}
      </label>
      <div className="col g1">
        <OptionControl
          id={id}
          label={title}
          field={field}
          schema={schema}
          value={step.options[name]}
          wrong={problems.length > 0}
          choice={(value) => words.choice(name, value)}
          onChange={set}
        />
        {help === '' ? null : (
          <p className="opt-h" id={`${id}-help`}>
            {help}
          </p>
        )}
        {problems.map((problem) => (
          <Problem key={problem.message} problem={problem} />
        ))}
      </div>
    </>
  )
}

interface TemplateOptionProps {
  path: DraftPath
  title: string
  help: string
  value: unknown
}

/** An option that is a template says itself what is wrong with it. */
function TemplateOption({ path, title, help, value }: TemplateOptionProps) {
  return (
    <>
      <label className="lab" htmlFor={fieldOf(path)}>
        {title}
      </label>
      <div className="col g1">
        <TemplateField path={path} label={title} value={typedText(value)} use="key" />
        <p className="opt-h">{help}</p>
      </div>
    </>
  )
}
