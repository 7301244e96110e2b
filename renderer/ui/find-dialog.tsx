import type { KeyboardEvent, ReactNode } from 'react'
import {
  Autocomplete,
  Collection,
  Dialog,
  Header,
  Input,
  ListBox,
  ListBoxSection,
  Modal,
  ModalOverlay,
  SearchField,
} from 'react-aria-components'
import { Icon } from './icon.tsx'
import { useBackCloses } from './use-back-closes.ts'
import './find-dialog.css'

/** What can be chosen, under a heading. */
export interface FindGroup<T> {
  id: string
  title: string
  items: readonly T[]
}

interface FindDialogProps<T> {
  label: string
  placeholder: string
  search: string
  onSearch: (search: string) => void
  /** Those that fit the search. */
  groups: readonly FindGroup<T>[]
  /** A `ListBoxItem` with the id of the item. */
  line: (item: T) => ReactNode
  /** Stands in place of the list when nothing fits. */
  nothing: string
  foot: ReactNode
  onChoose: (id: string) => void
  onClose: () => void
  /** Hears every key before the field does. */
  onKey?: (event: KeyboardEvent) => void
}

/** It is left by one key, whatever was typed: the field itself would take the first for clearing it. While a word is put together the key is about that. */
function isLeaving({ key, nativeEvent }: KeyboardEvent): boolean {
  return key === 'Escape' && !nativeEvent.isComposing
}

/** A field over a list: typing narrows the list, arrows move in it while the field keeps the focus, Enter chooses. */
export function FindDialog<T extends { id: string }>(props: FindDialogProps<T>) {
  const { label, placeholder, search, groups, line, nothing, foot } = props
  useBackCloses({ isOpen: true, onClose: props.onClose })
  return (
    <ModalOverlay className="scrim pal-o" isOpen isDismissable onOpenChange={(open) => !open && props.onClose()}>
      <Modal className="pal">
        <Dialog className="pal-d" aria-label={label}>
          <div
            onKeyDownCapture={(event) => (isLeaving(event) ? props.onClose() : props.onKey?.(event))}
            className="pal-k"
          >
            <Autocomplete inputValue={search} onInputChange={props.onSearch}>
              <SearchField className="pal-q" aria-label={placeholder} autoFocus>
                <Icon name="search" />
                <Input placeholder={placeholder} />
                <kbd>Esc</kbd>
              </SearchField>
              {/* Focus stays in the field; the list can be scrolled by keys all the same. */}
              <div className="pal-l" role="group" aria-label={label} tabIndex={0}>
                <ListBox
                  className="pal-b"
                  aria-label={label}
                  items={groups}
                  selectionMode="none"
                  onAction={(key) => props.onChoose(String(key))}
                >
                  {({ id, title, items }) => (
                    // A group and a line of the same id would be one to the list, which then never ends.
                    <ListBoxSection id={`group ${id}`}>
                      <Header className="pal-g">{title}</Header>
                      <Collection items={items}>{line}</Collection>
                    </ListBoxSection>
                  )}
                </ListBox>
                {/* By itself the list would say so one letter late: beside what fits, or not at all. */}
                {groups.length === 0 ? <p className="pal-g">{nothing}</p> : null}
              </div>
            </Autocomplete>
          </div>
          {foot}
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}
