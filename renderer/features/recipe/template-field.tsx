import { useRef } from 'react'
import { offeredToken } from '../../../contract/offered-token.ts'
import { type DraftPath, fieldOf } from '../../../contract/recipe-draft.ts'
import type { TemplateUse } from '../../../contract/template.ts'
import { shown } from '../../texts/shown-path.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { IconButton } from '../../ui/button.tsx'
import { type MenuAction, MenuButton } from '../../ui/menu.tsx'
import { problemsAt, useEditing } from './editing.ts'
import { Problem } from './problem.tsx'
import { TokenChips } from './token-chips.tsx'
import { oftenOffered, useTokens } from './use-tokens.ts'

interface TemplateProps {
  path: DraftPath
  label: string
  value: string
  /** A key tells which files belong together; it may be left out. */
  use: TemplateUse
}

/** A template: a text in which tokens are marked, and the ways to put one in where the cursor stands. */
export function TemplateField({ path, label, value, use }: TemplateProps) {
  const { t } = useTexts()
  const { editor } = useEditing()
  const known = useTokens(use === 'name' ? 'name' : 'folder')
  const ref = useRef<HTMLInputElement>(null)
  const id = fieldOf(path)
  const problems = problemsAt(editor.problems, path)
  const write = (text: string, about = id) =>
    editor.edit([{ kind: 'set', path, value: text === '' && use === 'key' ? undefined : text }], about)
  const insert = (name: string) => write(withToken(value, offeredToken(name), ref.current), '')
  const actions: MenuAction[] = known.map(({ name, title, value: sampled }) => ({
    id: name,
    icon: 'plus',
    text: title,
    keys: sampled === undefined || sampled === '' ? `{${name}}` : shown(sampled),
    run: () => insert(name),
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
        <MenuButton label={t('recipe.insertToken')} actions={actions}>
          <IconButton icon="plus" size="small" label={t('recipe.insertInto', { label })} />
        </MenuButton>
      </span>
      {use === 'folder' ? null : <TokenChips label={label} tokens={known.slice(0, oftenOffered)} onInsert={insert} />}
      {problems.map((problem) => (
        <Problem key={problem.message} problem={problem} />
      ))}
    </div>
  )
}

/** The text with a token where the cursor stands, or instead of what is chosen. */
function withToken(value: string, token: string, input: HTMLInputElement | null): string {
  const at = input?.selectionStart ?? value.length
  const to = input?.selectionEnd ?? at
  // A name nobody has changed yet is replaced, not added to.
  if (value === '{stem}' && at === to) return token
  return value.slice(0, at) + token + value.slice(to)
}

/** The same letters again, the tokens among them marked: it lies under what is typed. */
function parts(value: string) {
  return value
    .split(/(\{[^{}]*\})/)
    .map((part, nth) => (nth % 2 === 1 ? <mark key={nth}>{part}</mark> : <span key={nth}>{part}</span>))
}
