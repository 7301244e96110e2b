import { useHost } from '../../app/use-host.ts'
import { useState } from 'react'
import { GridList, GridListItem } from 'react-aria-components'
import type { PlaceEntry } from '../../../contract/place-commands.ts'
import { useAnswer } from '../../app/use-answer.ts'
import { faultText } from '../../texts/fault-words.ts'
import { nameOf, shown } from '../../texts/shown-path.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { Dialog, DialogFoot, DialogTitle } from '../../ui/dialog.tsx'
import { Empty } from '../../ui/empty.tsx'
import { Icon } from '../../ui/icon.tsx'
import './places.css'

interface PlacesProps {
  /** Files and folders to read, one folder to read, or one to write to. */
  want: 'sources' | 'folder' | 'out'
  onChoose: (paths: string[]) => void
  onClose: () => void
}

const titles = { sources: 'places.titleSources', folder: 'places.titleFolder', out: 'places.titleOut' } as const

interface Root {
  title: string
  path: string
  access: 'read' | 'write'
}

/** The folders the engine shares, to choose from; a path is never typed. */
export function PlacesDialog({ want, onChoose, onClose }: PlacesProps) {
  const { t } = useTexts()
  const host = useHost()
  const [trail, setTrail] = useState<readonly string[]>([])
  const { value, fault } = useAnswer('place.roots', {})
  const roots = value?.roots.filter(({ access }) => want !== 'out' || access === 'write')
  const folder = trail.at(-1) ?? null
  return (
    <Dialog widthPx={560} onClose={onClose}>
      <div className="dlg-b col g3">
        <DialogTitle>{t(titles[want], { host })}</DialogTitle>
        {fault && !value ? <p className="msg bad">{faultText(fault)}</p> : null}
        {folder === null ? <Roots roots={roots} want={want} onOpen={(path) => setTrail([path])} /> : null}
      </div>
      {folder === null ? (
        <DialogFoot>
          <Button onClick={onClose}>{t('frame.cancel')}</Button>
        </DialogFoot>
      ) : (
        <Folder
          key={folder}
          folder={folder}
          want={want}
          onOpen={(path) => setTrail([...trail, path])}
          onUp={() => setTrail(trail.slice(0, -1))}
          onChoose={onChoose}
          onClose={onClose}
        />
      )}
    </Dialog>
  )
}

function Roots({
  roots,
  want,
  onOpen,
}: {
  roots: readonly Root[] | undefined
  want: PlacesProps['want']
  onOpen: (path: string) => void
}) {
  const { t } = useTexts()
  const host = useHost()
  if (!roots) return null
  if (roots.length === 0)
    return (
      <Empty icon="folder" title={t('places.noRoots', { host })}>
        <p className="sm t3">{t(want === 'out' ? 'places.noRootsOutWhy' : 'places.noRootsWhy')}</p>
      </Empty>
    )
  return (
    <GridList
      className="pl list"
      aria-label={t('places.roots', { host })}
      autoFocus="first"
      onAction={(key) => onOpen(String(key))}
    >
      {roots.map(({ title, path, access }) => (
        <GridListItem key={path} id={path} className="pl-i" textValue={title}>
          <Icon name="folder" />
          <b className="med cut">{shown(title)}</b>
          <span className="sm t3 cut grow">{shown(path)}</span>
          <span className="sm t3 nowrap">{access === 'read' ? t('places.readOnly') : ''}</span>
          <Icon name="right" size="s" />
        </GridListItem>
      ))}
    </GridList>
  )
}

interface FolderProps extends PlacesProps {
  folder: string
  onOpen: (path: string) => void
  onUp: () => void
}

function Folder({ folder, want, onOpen, onUp, onChoose, onClose }: FolderProps) {
  const { t, format } = useTexts()
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const { value, fault } = useAnswer('place.list', { path: folder })
  const entries = value?.entries.filter(({ kind }) => want === 'sources' || kind === 'folder') ?? []
  const choose = () => onChoose(chosen.size > 0 ? [...chosen] : [folder])
  const what = useChoice({ folder, want, chosen: entries.filter(({ path }) => chosen.has(path)) })
  return (
    <>
      <div className="pl-h row g2">
        <IconButton icon="left" label={t('places.up')} onClick={onUp} />
        <b className="med cut grow">{nameOf(folder)}</b>
      </div>
      {fault ? <p className="pl-f msg bad">{faultText(fault)}</p> : null}
      <Entries
        entries={entries}
        folder={folder}
        many={want === 'sources'}
        onOpen={onOpen}
        onChosen={setChosen}
        chosen={chosen}
      />
      {value?.more ? <p className="pl-f sm t3">{t('places.more')}</p> : null}
      <DialogFoot note={value ? t('places.free', { size: format.bytes(value.freeBytes) }) : ''}>
        <Button onClick={onClose}>{t('frame.cancel')}</Button>
        <Button look="primary" disabled={!value} onClick={choose}>
          {what}
        </Button>
      </DialogFoot>
    </>
  )
}

/** What the button does: one thing is called by its name, several by what they are. */
function useChoice({ folder, want, chosen }: Pick<FolderProps, 'folder' | 'want'> & { chosen: PlaceEntry[] }): string {
  const { t, n } = useTexts()
  if (want === 'out') return t('places.saveHere', { folder: nameOf(folder) })
  const [only, ...others] = chosen
  if (others.length === 0) return t('places.chooseFolder', { folder: only ? shown(only.name) : nameOf(folder) })
  const areFiles = chosen.every(({ kind }) => kind === 'file')
  return t(areFiles ? 'places.chooseFiles' : 'places.chooseMany', n(chosen.length))
}

interface EntriesProps {
  entries: readonly PlaceEntry[]
  folder: string
  many: boolean
  chosen: ReadonlySet<string>
  onOpen: (path: string) => void
  onChosen: (paths: ReadonlySet<string>) => void
}

function Entries({ entries, folder, many, chosen, onOpen, onChosen }: EntriesProps) {
  const { t, format } = useTexts()
  const all = () => new Set(entries.map(({ path }) => path))
  return (
    <GridList
      className="pl pl-in"
      aria-label={t('places.list', { folder: nameOf(folder) })}
      selectionMode={many ? 'multiple' : 'none'}
      selectionBehavior="replace"
      selectedKeys={chosen}
      onSelectionChange={(keys) => onChosen(keys === 'all' ? all() : new Set([...keys].map(String)))}
      onAction={(key) => entries.some(({ path, kind }) => path === key && kind === 'folder') && onOpen(String(key))}
      renderEmptyState={() => <p className="sm t3 pl-f">{t('places.empty')}</p>}
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
  return (
    <IconButton
      icon="right"
      size="small"
      label={name}
      onClick={onOpen}
      onPointerDown={(event) => event.stopPropagation()}
    />
  )
}
