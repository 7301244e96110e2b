import { useState } from 'react'
import { companionModes } from '../../../contract/recipe.ts'
import { fieldOf } from '../../../contract/recipe-draft.ts'
import { shown } from '../../texts/shown-path.ts'
import { typedText } from '../../state/option-field.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { Button } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import { PopUp } from '../../ui/pop-up.tsx'
import { ConditionRows } from './condition-rows.tsx'
import { problemsAt, useEditing } from './editing.ts'
import { Problem } from './problem.tsx'
import { TypedField } from './typed-field.tsx'

const kinds = ['', 'image/*', 'application/pdf', 'video/*', 'audio/*', 'text/*'] as const
type Kind = (typeof kinds)[number]

/** One entry of `accepts` as it is written. */
interface Taken {
  match: string
  where: Record<string, unknown>
}

/** Which files the recipe is for. */
export function TakesCard() {
  const { t } = useTexts()
  const { editor } = useEditing()
  const [open, setOpen] = useState(false)
  const entries = entriesOf(editor.draft?.fields['accepts'])
  const problems = [['accepts'], ['companions']].flatMap((path) => problemsAt(editor.problems, path))
  const isOpen = open || problems.length > 0
  return (
    <div className={problems.length > 0 ? 'step bad' : 'step'}>
      <span className="glyph">
        <Icon name="filter" />
      </span>
      <div className="card">
        <div className="step-h">
          <b>{t('recipe.takes')}</b>
          <span className="sum grow cut">{useTaken(entries)}</span>
          <Button size="small" aria-expanded={isOpen} onClick={() => setOpen(!open)}>
            {isOpen ? t('recipe.done') : t('recipe.edit')}
          </Button>
        </div>
        {isOpen ? <TakesForm entries={entries} /> : null}
      </div>
    </div>
  )
}

function useTaken(entries: readonly Taken[]): string {
  const { t, format } = useTexts()
  if (entries.length === 0) return t('recipe.takesAll')
  const names = entries.map(({ match }) => {
    const kind = kinds.find((each) => each !== '' && each === match)
    return kind ? t(`recipe.kinds.${kind}`) : shown(match)
  })
  return format.list([...new Set(names)])
}

function TakesForm({ entries }: { entries: readonly Taken[] }) {
  const { t } = useTexts()
  const { editor } = useEditing()
  const [only] = entries
  const text = entries.map(({ match }) => match).join(', ')
  const kind = kinds.find((each) => each === text)
  const write = (next: string, about = '') =>
    editor.edit([{ kind: 'set', path: ['accepts'], value: listOf(next, entries) }], about)
  const own = problemsAt(editor.problems, ['accepts'])
  return (
    <div className="form">
      <span className="lab">{t('recipe.kind')}</span>
      <PopUp
        className="field pop opt-p"
        label={t('recipe.kind')}
        options={[
          ...kinds.map((each) => [each, each === '' ? t('recipe.takesAll') : t(`recipe.kinds.${each}`)] as const),
          ...(kind === undefined ? [['own' as Kind, t('recipe.ownPatterns')] as const] : []),
        ]}
        value={kind ?? ('own' as Kind)}
        onChange={(next) => write(next)}
      />
      <label className="lab" htmlFor="accepts">
        {t('recipe.patterns')}
      </label>
      <div className="col g1">
        <TypedField
          id="accepts"
          label={t('recipe.patterns')}
          text={text}
          read={(typed) => typed}
          wrong={own.length > 0}
          onChange={(typed) => write(String(typed), 'accepts')}
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
      {entries.length === 1 && only ? <Where condition={only.where} /> : null}
      <Companions />
    </div>
  )
}

/** Which files of a folder travel with another as one. */
function Companions() {
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

function entriesOf(accepts: unknown): Taken[] {
  return Array.isArray(accepts) ? accepts.map((entry) => ({ match: matchOf(entry), where: whereOf(entry) })) : []
}

function matchOf(entry: unknown): string {
  if (typeof entry === 'string') return entry
  return typedText((entry as { match?: unknown } | null)?.match, '*')
}

function whereOf(entry: unknown): Record<string, unknown> {
  return (entry as { where?: Record<string, unknown> } | null)?.where ?? {}
}

/** Entries that stay keep their conditions. */
function listOf(text: string, before: readonly Taken[]): unknown {
  const matches = text
    .split(',')
    .map((match) => match.trim())
    .filter((match) => match !== '')
  if (matches.length === 0) return undefined
  return matches.map((match, at) => {
    const { where } = before.find((entry) => entry.match === match) ??
      (matches.length === 1 ? before[at] : null) ?? { where: {} }
    return Object.keys(where).length === 0 ? match : { match, where }
  })
}
