import { useMemo, useState } from 'react'
import { ListBoxItem } from 'react-aria-components'
import type { DraftPath } from '../../../contract/recipe-draft.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { FindDialog } from '../../ui/find-dialog.tsx'
import { Glyph } from '../../ui/glyph.tsx'
import { PaletteFoot } from '../palette/palette-foot.tsx'
import { useEditing } from './editing.ts'
import { groupSteps, type OfferedStep, type StepGroup, startOf } from './offered-steps.ts'

interface PaletteProps {
  list: DraftPath
  at: number
  onClose: () => void
  onAdded: (path: DraftPath) => void
}

/** Every step there is, by name; the ones that fit here first. */
export function StepPalette({ list, at, onClose, onAdded }: PaletteProps) {
  const { t } = useTexts()
  const { steps, editor } = useEditing()
  const [search, setSearch] = useState('')
  const groups = useGroups({ list, at, search })
  const [above, setAbove] = useState(false)
  const add = (name: string) => {
    const place = above ? Math.max(0, at - 1) : at
    const value = name === 'when' ? { when: { size: '>1MB' }, do: [] } : startOf(name, steps)
    editor.edit([{ kind: 'insert', list, at: place, value }])
    onClose()
    onAdded([...list, place])
  }
  return (
    <FindDialog
      label={t('recipe.addStep')}
      placeholder={t('recipe.searchSteps')}
      search={search}
      onSearch={setSearch}
      groups={groups}
      line={(step) => <Line step={step} />}
      nothing={t('recipe.noStep', { search })}
      foot={<Foot shown={groups.reduce((sum, group) => sum + group.items.length, 0)} total={steps.size + 1} />}
      onChoose={add}
      onClose={onClose}
      onKey={(event) => setAbove(event.shiftKey)}
    />
  )
}

function useGroups({ list, at, search }: { list: DraftPath; at: number; search: string }): StepGroup[] {
  const { t } = useTexts()
  const { steps, editor } = useEditing()
  return useMemo(
    () => (editor.draft ? groupSteps({ steps, draft: editor.draft, list, at, search }) : []),
    // `t` is another one in another language, and so are the words of steps.
    // oxlint-disable-next-line exhaustive-deps
    [steps, editor.draft, list, at, search, t],
  )
}

function Line({ step: { id, icon, title, summary, match, tag } }: { step: OfferedStep }) {
  return (
    <ListBoxItem id={id} className="pal-i" textValue={title}>
      <Glyph name={icon} size="small" />
      <span className="grow">
        <b className="cut">
          {title.slice(0, match.from)}
          {match.to > match.from ? <mark>{title.slice(match.from, match.to)}</mark> : null}
          {title.slice(match.to)}
        </b>
        <small className="cut">{summary}</small>
      </span>
      {tag ? <span className="tag">{tag}</span> : null}
    </ListBoxItem>
  )
}

function Foot({ shown, total }: { shown: number; total: number }) {
  const { t, format } = useTexts()
  const keys = [
    ['Enter', t('recipe.addBelowKey')],
    ['Shift Enter', t('recipe.addAboveKey')],
  ] as const
  return (
    <PaletteFoot keys={keys} counts={t('recipe.shownSteps', { n: format.count(shown), total: format.count(total) })} />
  )
}
