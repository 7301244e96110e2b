import { GridList, GridListItem } from 'react-aria-components'
import type { PlaceEntry } from '../../../contract/place-commands.ts'
import { nameOf, shown } from '../../texts/shown-path.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { IconButton } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import { useFirstLine } from './use-first-line.ts'

interface EntriesProps {
  entries: readonly PlaceEntry[]
  folder: string
  /** Several may be chosen; else they are only gone into. */
  many: boolean
  /** The folder in it that was gone out of, whose line has the focus first. */
  left: string | null
  chosen: ReadonlySet<string>
  onOpen: (path: string) => void
  onChosen: (paths: ReadonlySet<string>) => void
}

/** What lies in a folder, each thing a line to choose or, where it is a folder, to go into. */
export function PlaceEntries({ entries, folder, many, left, chosen, onOpen, onChosen }: EntriesProps) {
  const { t, format } = useTexts()
  const ref = useFirstLine(left)
  const all = () => new Set(entries.map(({ path }) => path))
  return (
    <GridList
      ref={ref}
      className="pl pl-in"
      aria-label={t('places.list', { folder: nameOf(folder) })}
      selectionMode={many ? 'multiple' : 'none'}
      selectionBehavior="replace"
      selectedKeys={chosen}
      onSelectionChange={(keys) => onChosen(keys === 'all' ? all() : new Set([...keys].map(String)))}
      onAction={(key) => entries.some(({ path, kind }) => path === key && kind === 'folder') && onOpen(String(key))}
      renderEmptyState={() => <p className="sm t3 pl-f">{t(many ? 'places.empty' : 'places.noFolders')}</p>}
    >
      {entries.map(({ name, path, kind, sizeBytes }) => (
        <GridListItem key={path} id={path} className="pl-i" textValue={shown(name)}>
          <Icon name={kind === 'folder' ? 'folder' : 'doc'} />
          <span className="cut grow">{shown(name)}</span>
          <span className="sm t3 nowrap">{kind === 'file' ? format.bytes(sizeBytes) : ''}</span>
          {kind === 'folder' ? <OpenFolder name={shown(name)} onOpen={() => onOpen(path)} /> : null}
        </GridListItem>
      ))}
    </GridList>
  )
}

/** Opening is a double click or Enter in the list; this is for those who look for a button. */
function OpenFolder({ name, onOpen }: { name: string; onOpen: () => void }) {
  const { t } = useTexts()
  return (
    <IconButton
      icon="right"
      size="small"
      label={t('places.open', { name })}
      onClick={onOpen}
      onPointerDown={(event) => event.stopPropagation()}
    />
  )
}
