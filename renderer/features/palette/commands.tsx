import { useMemo, useState } from 'react'
import {
  Autocomplete,
  Collection,
  Header,
  Input,
  ListBox,
  ListBoxItem,
  ListBoxSection,
  Modal,
  ModalOverlay,
  Dialog,
  SearchField,
} from 'react-aria-components'
import { useTexts } from '../../texts/use-texts.ts'
import { Glyph } from '../../ui/glyph.tsx'
import { Icon } from '../../ui/icon.tsx'
import { type Command, type CommandGroup, useCommands } from './use-commands.ts'

/** Everything that can be done from here, by name. */
export function Commands({ onClose }: { onClose: () => void }) {
  const { t } = useTexts()
  const [search, setSearch] = useState('')
  const groups = useCommands()
  const shownGroups = useMemo(() => matching(groups, search), [groups, search])
  const run = (id: string) => {
    onClose()
    groups
      .flatMap(({ commands }) => commands)
      .find((command) => command.id === id)
      ?.run()
  }
  return (
    <ModalOverlay className="scrim pal-o" isOpen isDismissable onOpenChange={(open) => !open && onClose()}>
      <Modal className="pal">
        <Dialog className="pal-d" aria-label={t('palette.label')}>
          <Autocomplete inputValue={search} onInputChange={setSearch}>
            <SearchField className="pal-q" aria-label={t('palette.placeholder')} autoFocus>
              <Icon name="search" />
              <Input placeholder={t('palette.placeholder')} />
              <kbd>Esc</kbd>
            </SearchField>
            {/* Focus stays in the field; the list can be scrolled by keys all the same. */}
            <div className="pal-l" role="group" aria-label={t('palette.label')} tabIndex={0}>
              <ListBox
                className="pal-b"
                aria-label={t('palette.label')}
                items={shownGroups}
                selectionMode="none"
                onAction={(key) => run(String(key))}
                renderEmptyState={() => <p className="pal-g">{t('palette.nothing', { search })}</p>}
              >
                {(group) => <Group group={group} />}
              </ListBox>
            </div>
          </Autocomplete>
          <Foot shown={count(shownGroups)} total={count(groups)} />
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

function Group({ group: { id, title, commands } }: { group: CommandGroup }) {
  return (
    <ListBoxSection id={id}>
      <Header className="pal-g">{title}</Header>
      <Collection items={commands}>{(command) => <Line command={command} />}</Collection>
    </ListBoxSection>
  )
}

function Line({ command: { id, icon, text, why, keys } }: { command: Command }) {
  return (
    <ListBoxItem id={id} className="pal-i" textValue={text}>
      <Glyph name={icon} size="small" />
      <span className="grow">
        <b className="cut">{text}</b>
        {why ? <small className="cut">{why}</small> : null}
      </span>
      {keys ? <kbd>{keys}</kbd> : null}
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
        <kbd>Enter</kbd> {t('palette.enter')}
      </span>
      <span className="grow" />
      <span>{t('palette.shown', { n: format.count(shown), total: format.count(total) })}</span>
    </div>
  )
}

function count(groups: readonly CommandGroup[]): number {
  return groups.reduce((sum, { commands }) => sum + commands.length, 0)
}

function matching(groups: readonly CommandGroup[], search: string): CommandGroup[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean)
  const fits = ({ text, why = '' }: Command) => words.every((word) => `${text} ${why}`.toLowerCase().includes(word))
  return groups
    .map((group) => ({ ...group, commands: group.commands.filter(fits) }))
    .filter(({ commands }) => commands.length > 0)
}
