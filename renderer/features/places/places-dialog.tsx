import { useState } from 'react'
import { GridList, GridListItem } from 'react-aria-components'
import { useAnswer } from '../../app/use-answer.ts'
import { useHost } from '../../app/use-host.ts'
import { faultText } from '../../texts/fault-words.ts'
import { shown } from '../../texts/shown-path.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog, DialogFoot, DialogTitle } from '../../ui/dialog.tsx'
import { Empty } from '../../ui/empty.tsx'
import { Icon } from '../../ui/icon.tsx'
import { PlacesAway } from './places-away.tsx'
import { PlacesFolder } from './places-folder.tsx'
import { useFirstLine } from './use-first-line.ts'
import './places.css'

export interface PlacesProps {
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
  /** The folder that was gone out of last: its line is where the keys go on. */
  const [left, setLeft] = useState<string | null>(null)
  const { value, fault } = useAnswer('place.roots', {})
  const roots = value?.roots.filter(({ access }) => want !== 'out' || access === 'write')
  const folder = trail.at(-1) ?? null
  const open = (path: string) => {
    setTrail([...trail, path])
    setLeft(null)
  }
  return (
    <Dialog widthPx={560} onClose={onClose}>
      <div className="dlg-b col g3">
        <DialogTitle>{t(titles[want], { host })}</DialogTitle>
        {fault && !value ? <p className="msg bad">{faultText(fault)}</p> : null}
        {folder !== null || roots ? null : <PlacesAway className="sm t2" />}
        {folder === null && roots ? <Roots roots={roots} want={want} left={left} onOpen={open} /> : null}
      </div>
      {folder === null ? (
        <DialogFoot>
          <Button onClick={onClose}>{t('frame.cancel')}</Button>
        </DialogFoot>
      ) : (
        <PlacesFolder
          key={folder}
          canMake={want !== 'sources' && mayWrite(folder, value?.roots)}
          folder={folder}
          want={want}
          left={left}
          onOpen={open}
          onUp={() => {
            setTrail(trail.slice(0, -1))
            setLeft(folder)
          }}
          onChoose={onChoose}
          onClose={onClose}
        />
      )}
    </Dialog>
  )
}

/** The nearest shared folder around it decides. */
function mayWrite(folder: string, roots: readonly Root[] = []): boolean {
  const around = roots.filter(({ path }) => isIn(path, folder)).toSorted((a, b) => b.path.length - a.path.length)
  return around[0]?.access === 'write'
}

function isIn(root: string, folder: string): boolean {
  const below = folder.slice(root.length)
  return folder.startsWith(root) && (below === '' || /[\\/]$/.test(root) || /^[\\/]/.test(below))
}

interface RootsProps extends Pick<PlacesProps, 'want'> {
  roots: readonly Root[]
  left: string | null
  onOpen: (path: string) => void
}

function NoRoots({ want }: Pick<PlacesProps, 'want'>) {
  const { t } = useTexts()
  const host = useHost()
  return (
    <Empty icon="folder" title={t('places.noRoots', { host })}>
      <p className="sm t3">{t(want === 'out' ? 'places.noRootsOutWhy' : 'places.noRootsWhy')}</p>
    </Empty>
  )
}

function Roots({ want, ...rest }: RootsProps) {
  return rest.roots.length === 0 ? <NoRoots want={want} /> : <RootList {...rest} />
}

function RootList({ roots, left, onOpen }: Omit<RootsProps, 'want'>) {
  const { t } = useTexts()
  const host = useHost()
  const ref = useFirstLine(left)
  return (
    <GridList
      ref={ref}
      className="pl list"
      aria-label={t('places.roots', { host })}
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
