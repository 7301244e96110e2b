import type { ReactNode } from 'react'
import type { OptionField, OptionSchema } from '../../state/option-field.ts'
import { halfWidth, plainAmount, plainValue, typedText } from '../../state/option-field.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { CheckBox } from '../../ui/check-box.tsx'
import { PopUp } from '../../ui/pop-up.tsx'
import { Segmented } from '../../ui/segmented.tsx'
import { ColourField } from './colour-field.tsx'
import { NumberField } from './number-field.tsx'
import { PathField } from './path-field.tsx'
import { TypedField } from './typed-field.tsx'

export interface ControlProps {
  id: string
  label: string
  schema: OptionSchema
  /** As written in the recipe; undefined where nothing is. */
  value: unknown
  wrong: boolean
  /** A value of the option in the person's words. */
  choice: (value: string) => string
  onChange: (value: unknown) => void
}

type Control<K extends OptionField['kind']> = (
  props: ControlProps & { field: Extract<OptionField, { kind: K }> },
) => ReactNode

/** The control for one option, chosen by what may stand there. */
export function OptionControl({ field, ...props }: ControlProps & { field: OptionField }): ReactNode {
  const Drawn = controls[field.kind] as Control<OptionField['kind']>
  return <Drawn {...props} field={field} />
}

const controls: { [K in OptionField['kind']]: Control<K> } = {
  choice: ({ field, ...props }) => <Choice {...props} values={field.values} />,
  flag: ({ field: _, ...props }) => <Flag {...props} />,
  number: (props) => <NumberField {...props} />,
  some: ({ field, ...props }) => <Some {...props} values={field.values} />,
  either: ({ field, ...props }) => <Either {...props} values={field.values} parts={field.parts} />,
  list: ({ field, ...props }) => (
    <TypedField
      {...props}
      text={listText(props.value ?? props.schema.default)}
      read={(text) => listOf(text, field.numbers)}
    />
  ),
  words: ({ field: _, ...props }) => <TypedField {...props} text={wordsText(props.value)} read={wordsOf} rows={3} />,
  text: ({ field, ...props }) => {
    if (field.as === 'colour') return <ColourField {...props} />
    if (field.as === 'path') return <PathField {...props} />
    const text = typedText(props.value ?? props.schema.default)
    return <TypedField {...props} text={text} read={field.as === 'size' ? plainAmount : asText} />
  },
  other: ({ field: _, ...props }) => (
    <TypedField {...props} text={props.value === undefined ? '' : JSON.stringify(props.value)} read={jsonOf} />
  ),
}

const choicesAtOnce = 4
const lettersAtOnce = 44

function Choice({ label, value, schema, values, choice, onChange }: ControlProps & { values: string[] }) {
  const { t } = useTexts()
  const current = typedText(value ?? schema.default)
  const options = values.map((key) => [key, choice(key)] as const)
  const fits = options.reduce((sum, [, text]) => sum + text.length, 0) <= lettersAtOnce
  if (values.length <= choicesAtOnce && fits && current !== '')
    return <Segmented label={label} options={options} value={current} onChange={onChange} />
  const open = current === '' ? [['', t('recipe.choose')] as const] : []
  return (
    <PopUp
      className="field pop opt-p"
      label={label}
      options={[...open, ...options]}
      value={current}
      onChange={onChange}
    />
  )
}

function Flag({ label, value, schema, onChange }: ControlProps) {
  return (
    <CheckBox checked={(value ?? schema.default) === true} onChange={onChange}>
      <span className="vh">{label}</span>
    </CheckBox>
  )
}

function Some({ value, schema, values, choice, onChange }: ControlProps & { values: string[] }) {
  const chosen = stringsOf(value ?? schema.default)
  const toggle = (one: string, on: boolean) =>
    onChange(values.filter((each) => (each === one ? on : chosen.includes(each))))
  return (
    <div className="row g4 wrap">
      {values.map((one) => (
        <CheckBox key={one} checked={chosen.includes(one)} onChange={(on) => toggle(one, on)}>
          {choice(one)}
        </CheckBox>
      ))}
    </div>
  )
}

function Either({ values, parts, ...props }: ControlProps & { values: string[]; parts: string[] }) {
  const { t } = useTexts()
  const { label, value, schema, choice, onChange } = props
  const current = value ?? schema.default
  const mode = typeof current === 'string' ? current : ''
  const options = [...values.map((key) => [key, choice(key)] as const), ['', t('recipe.some')] as const]
  const change = (key: string) => onChange(key === '' ? (Array.isArray(schema.default) ? schema.default : []) : key)
  return (
    <div className="col g1">
      <Segmented label={label} options={options} value={mode} onChange={change} />
      {mode === '' ? <Some {...props} values={parts} /> : null}
    </div>
  )
}

function stringsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : []
}

const listText = (value: unknown): string => stringsOf(value).join(', ')
const wordsText = (value: unknown): string => stringsOf(value).join('\n')
const wordsOf = (text: string): string[] => text.split('\n').filter((word) => word !== '')

function listOf(text: string, numbers: boolean): (string | number)[] {
  const items = (numbers ? halfWidth(text) : text).split(/[,\n]/).map((item) => item.trim())
  return items.filter((item) => item !== '').map((item) => (numbers ? plainValue(item) : item))
}

/** A text that looks like a number is still a text. */
const asText = (text: string): string => text

function jsonOf(text: string): unknown {
  try {
    return text === '' ? undefined : (JSON.parse(text) as unknown)
  } catch {
    return text
  }
}
