import { useState } from 'react'
import { useFace } from '../../app/face.ts'
import { useIsOpen } from '../../app/use-mirror.ts'
import { useTellFault } from '../../app/use-tell-fault.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { Button } from '../../ui/button.tsx'
import { PlacesDialog } from '../places/places-dialog.tsx'
import { useBatchActions } from './batch-actions.ts'

/** Lets the person choose another folder for what is left of a batch. */
export function SaveElsewhere({ batch }: { batch: string }) {
  const { t } = useTexts()
  const { desktop } = useFace()
  const open = useIsOpen()
  const actions = useBatchActions(batch)
  const tellFault = useTellFault(batch)
  const [choosing, setChoosing] = useState(false)
  const chosen = ([folder]: string[]) => {
    setChoosing(false)
    if (folder !== undefined) actions.redirect(folder)
  }
  const choose = () => {
    if (desktop) desktop.call('choose', { what: 'results' }).then(({ paths }) => chosen(paths), tellFault)
    else setChoosing(true)
  }
  return (
    <>
      <Button size="small" disabled={!open} onClick={choose}>
        {t('run.elsewhere')}
      </Button>
      {choosing ? <PlacesDialog want="out" onChoose={chosen} onClose={() => setChoosing(false)} /> : null}
    </>
  )
}
