import { type KeyboardEvent, useId, useState } from 'react'
import { Fault } from '../../../contract/fault.ts'
import { useFace } from '../../app/face.ts'
import { faultText } from '../../texts/fault-words.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { isEntered } from '../../ui/is-entered.ts'

/** A disk that is slow to wake answers by then. */
const makingMs = 30_000

interface NewFolderProps {
  /** Where it is to be. */
  folder: string
  onMade: (path: string) => void
  onCancel: () => void
}

/** The name of a folder that is to be made: Enter makes it, Esc closes the field and nothing else. */
export function NewFolder({ folder, onMade, onCancel }: NewFolderProps) {
  const { t } = useTexts()
  const { name, setName, fault, make, making } = useMaking({ folder, onMade })
  const messageId = useId()
  const onKeyDown = (event: KeyboardEvent) => {
    // The list around it goes up with Backspace, and the dialog closes with Esc.
    event.stopPropagation()
    if (event.nativeEvent.isComposing) return
    if (event.key === 'Escape') onCancel()
    if (isEntered(event)) make()
  }
  return (
    <div className="pl-n col g1">
      <div className="row g2">
        <span className={fault ? 'field grow err' : 'field grow'}>
          <input
            autoFocus
            value={name}
            placeholder={t('places.newName')}
            aria-label={t('places.newName')}
            aria-invalid={fault !== null}
            aria-describedby={fault ? messageId : undefined}
            spellCheck={false}
            onChange={(event) => setName(event.target.value)}
            onKeyDown={onKeyDown}
          />
        </span>
        <Button disabled={making || name.trim() === ''} onClick={make}>
          {t('places.make')}
        </Button>
        <IconButton icon="x" label={t('places.noNew')} onClick={onCancel} />
      </div>
      {fault ? (
        <p className="msg bad" id={messageId} role="alert">
          {faultText(fault)}
        </p>
      ) : null}
    </div>
  )
}

function useMaking({ folder, onMade }: Pick<NewFolderProps, 'folder' | 'onMade'>) {
  const { link } = useFace()
  const [name, setName] = useState('')
  const [fault, setFault] = useState<Fault | null>(null)
  const [making, setMaking] = useState(false)
  const make = () => {
    if (making || name.trim() === '') return
    setMaking(true)
    link
      .ask('place.makeFolder', { folder, name }, { signal: AbortSignal.timeout(makingMs) })
      .then(({ path }) => onMade(path))
      .catch((error: unknown) => {
        setFault(Fault.from(error, name))
        setMaking(false)
      })
  }
  const rename = (text: string) => {
    setName(text)
    setFault(null)
  }
  return { name, setName: rename, fault, make, making }
}
