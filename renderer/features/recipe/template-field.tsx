import { useRef } from 'react'
import { type DraftPath, fieldOf } from '../../../contract/recipe-draft.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { IconButton } from '../../ui/button.tsx'
import { type MenuAction, MenuButton } from '../../ui/menu.tsx'
import { problemsAt, useEditing } from './editing.ts'
import { unwritable } from './facts.ts'
import { Problem } from './step-form.tsx'

interface TemplateProps {
  path: DraftPath
  label: string
  value: string
  use: 'folder' | 'name'
}

/** What tokens are offered as, where a bare one would not do. */
const written: Record<string, string> = { date: 'date:YYYY-MM-DD', counter: 'counter:3' }
const offered = ['stem', 'date', 'counter', 'parent', 'camera', 'width', 'height', 'ext', 'batch-date'] as const

/** A template: a text in which tokens are marked, and the way to put one in where the cursor stands. */
export function TemplateField({ path, label, value, use }: TemplateProps) {
  const { t } = useTexts()
  const { editor, facts } = useEditing()
  const ref = useRef<HTMLInputElement>(null)
  const id = fieldOf(path)
  const problems = problemsAt(editor.problems, path)
  const write = (text: string, about = id) => editor.edit([{ kind: 'set', path, value: text }], about)
  const insert = (token: string) => {
    const at = ref.current?.selectionStart ?? value.length
    const to = ref.current?.selectionEnd ?? at
    // A name nobody has changed yet is replaced, not added to.
    const before = value === '{stem}' && at === to ? '' : value.slice(0, at)
    write(before + token + (before === '' && value === '{stem}' ? '' : value.slice(to)), '')
  }
  const known = facts.filter(({ name, late }) => !unwritable.has(name) && (use === 'name' || !late))
  const sorted = known.toSorted((a, b) => rank(a.name) - rank(b.name))
  const tokens: MenuAction[] = sorted.map(({ name, title }) => ({
    id: name,
    icon: 'plus',
    text: title,
    keys: `{${name}}`,
    run: () => insert(`{${written[name] ?? name}}`),
  }))
  return (
    <div className="col g1">
      <span className={problems.length > 0 ? 'field err tpl' : 'field tpl'}>
        <span className="tpl-in">
          <span className="tpl-m" aria-hidden="true">
            {parts(value)}
          </span>
          <input
            ref={ref}
            id={id}
            aria-label={label}
            aria-invalid={problems.length > 0}
            value={value}
            spellCheck={false}
            onChange={(event) => write(event.target.value)}
          />
        </span>
        <MenuButton label={t('recipe.insertToken')} actions={tokens}>
          <IconButton icon="plus" size="small" label={t('recipe.insertInto', { label })} />
        </MenuButton>
      </span>
      {problems.map((problem) => (
        <Problem key={problem.message} problem={problem} />
      ))}
    </div>
  )
}

function rank(name: string): number {
  const at = offered.findIndex((each) => each === name)
  return at < 0 ? offered.length : at
}

/** The same letters again, the tokens among them marked: it lies under what is typed. */
function parts(value: string) {
  return value
    .split(/(\{[^{}]*\})/)
    .map((part, nth) => (nth % 2 === 1 ? <mark key={nth}>{part}</mark> : <span key={nth}>{part}</span>))
}
