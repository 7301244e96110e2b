import { type KeyboardEvent, useMemo, useState } from 'react'
import {
  Autocomplete,
  Collection,
  Dialog,
  Header,
  Input,
  ListBox,
  ListBoxItem,
  ListBoxSection,
  Modal,
  ModalOverlay,
  SearchField,
} from 'react-aria-components'
import type { DraftPath } from '../../../contract/recipe-draft.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { Glyph } from '../../ui/glyph.tsx'
import { Icon } from '../../ui/icon.tsx'
import { useEditing } from './editing.ts'
import { groupSteps, type OfferedStep, type StepGroup, startOf } from './offered-steps.ts'
import '../palette/palette.css'

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
  const onKey = (event: KeyboardEvent) => setAbove(event.shiftKey)
  return (
    <ModalOverlay className="scrim pal-o" isOpen isDismissable onOpenChange={(open) => !open && onClose()}>
      <Modal className="pal">
        <Dialog className="pal-d" aria-label={t('recipe.addStep')}>
          <div onKeyDownCapture={onKey} className="pal-k">
            <Autocomplete inputValue={search} onInputChange={setSearch}>
              <SearchField className="pal-q" aria-label={t('recipe.searchSteps')} autoFocus>
                <Icon name="search" />
                <Input placeholder={t('recipe.searchSteps')} />
                <kbd>Esc</kbd>
              </SearchField>
              {/* Focus stays in the field; the list can be scrolled by keys all the same. */}
              <div className="pal-l" role="group" aria-label={t('recipe.addStep')} tabIndex={0}>
                <ListBox
                  className="pal-b"
                  aria-label={t('recipe.addStep')}
                  items={groups}
                  selectionMode="none"
                  onAction={(key) => add(String(key))}
                  renderEmptyState={() => <p className="pal-g">{t('recipe.noStep', { search })}</p>}
                >
                  {(group) => <Group group={group} />}
                </ListBox>
              </div>
            </Autocomplete>
          </div>
          <Foot shown={groups.reduce((sum, group) => sum + group.steps.length, 0)} total={steps.size + 1} />
        </Dialog>
      </Modal>
    </ModalOverlay>
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

function Group({ group: { id, title, steps } }: { group: StepGroup }) {
  return (
    <ListBoxSection id={id}>
      <Header className="pal-g">{title}</Header>
      <Collection items={steps}>{(step) => <Line step={step} />}</Collection>
    </ListBoxSection>
  )
}

function Line({ step: { id, icon, title, summary, match, tag } }: { step: OfferedStep }) {
  return (
    <ListBoxItem id={id} className="pal-i" textValue={title}>
      <Glyph name={icon} size="small" />
      <span className="grow">
        <b className="cut">
          {title.slice(0, match.from)}
          <mark>{title.slice(match.from, match.to)}</mark>
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
  return (
    <div className="pal-f">
      <span>
        <kbd>↑</kbd>
        <kbd>↓</kbd> {t('palette.move')}
      </span>
      <span>
        <kbd>Enter</kbd> {t('recipe.addBelowKey')}
      </span>
      <span className="hide-n">
        <kbd>Shift Enter</kbd> {t('recipe.addAboveKey')}
      </span>
      <span className="grow" />
      <span>{t('recipe.shownSteps', { n: format.count(shown), total: format.count(total) })}</span>
    </div>
  )
}
