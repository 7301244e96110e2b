import { shown } from '../../texts/shown-path.ts'
import { useTexts } from '../../texts/use-texts.ts'

export interface Token {
  /** Of its fact. */
  name: string
  title: string
  /** What it would be for the sample; undefined where that has none. */
  value: string | undefined
}

interface ChipsProps {
  /** Of the field they go into. */
  label: string
  tokens: readonly Token[]
  onInsert: (name: string) => void
}

/** Tokens a person may want in a template, each with what it would be for the sample file; pressing one puts it where the cursor stands. */
export function TokenChips({ label, tokens, onInsert }: ChipsProps) {
  const { t } = useTexts()
  const known = tokens.filter(({ value }) => value !== undefined && value !== '')
  if (known.length === 0) return null
  return (
    <div className="row g1 wrap tpl-k" role="group" aria-label={t('recipe.insertInto', { label })}>
      {known.map(({ name, title, value = '' }) => (
        <button
          key={name}
          type="button"
          className="chip"
          title={`{${name}}`}
          // The cursor stays where the token is to go.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onInsert(name)}
        >
          {title} <span className="n cut">{shown(value)}</span>
        </button>
      ))}
    </div>
  )
}
