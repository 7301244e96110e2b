import { useState } from 'react'
import type { PlaceEntry } from '../../../contract/place-commands.ts'
import { useAnswer } from '../../app/use-answer.ts'
import { faultText } from '../../texts/fault-words.ts'
import { nameOf, shown } from '../../texts/shown-path.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { DialogFoot } from '../../ui/dialog.tsx'
import { NewFolder } from './new-folder.tsx'
import { PlaceEntries } from './place-entries.tsx'
import { PlacesAway } from './places-away.tsx'
import type { PlacesProps } from './places-dialog.tsx'

interface FolderProps extends PlacesProps {
  folder: string
  /** A folder may be made in it. */
  canMake: boolean
  /** The folder in it that was gone out of. */
  left: string | null
  onOpen: (path: string) => void
  onUp: () => void
}

/** What lies in one folder, and the ways into it, out of it, and to choose of it. */
export function PlacesFolder({ folder, canMake, want, left, onOpen, onUp, onChoose, onClose }: FolderProps) {
  const { t, format } = useTexts()
  const [naming, setNaming] = useState<'not' | 'now' | 'left'>('not')
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const { value, fault } = useAnswer('place.list', { path: folder })
  const entries = value?.entries.filter(({ kind }) => want === 'sources' || kind === 'folder') ?? []
  const choose = () => onChoose(chosen.size > 0 ? [...chosen] : [folder])
  const what = useChoice({ folder, want, chosen: entries.filter(({ path }) => chosen.has(path)) })
  return (
    <div className="dlg-in" onKeyDown={({ key }) => key === 'Backspace' && onUp()}>
      <div className="pl-h row g2">
        <IconButton icon="left" label={t('places.up')} onClick={onUp} />
        <b className="med cut grow">{nameOf(folder)}</b>
        {canMake && naming !== 'now' ? (
          <Button
            size="small"
            icon="plus"
            autoFocus={naming === 'left'}
            disabled={!value}
            onClick={() => setNaming('now')}
          >
            {t('places.newFolder')}
          </Button>
        ) : null}
      </div>
      {naming === 'now' ? <NewFolder folder={folder} onMade={onOpen} onCancel={() => setNaming('left')} /> : null}
      {fault ? <p className="pl-f msg bad">{faultText(fault)}</p> : null}
      {value ? (
        <PlaceEntries
          entries={entries}
          folder={folder}
          many={want === 'sources'}
          left={left}
          onOpen={onOpen}
          onChosen={setChosen}
          chosen={chosen}
        />
      ) : (
        <PlacesAway className="pl pl-in sm t2" />
      )}
      {value?.more ? <p className="pl-f sm t3">{t('places.more')}</p> : null}
      <DialogFoot note={value ? t('places.free', { size: format.bytes(value.freeBytes) }) : ''}>
        <Button onClick={onClose}>{t('frame.cancel')}</Button>
        <Button look="primary" disabled={!value} onClick={choose}>
          {what}
        </Button>
      </DialogFoot>
    </div>
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
