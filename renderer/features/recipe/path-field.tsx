import { useState } from 'react'
import { useTexts } from '../../texts/use-texts.ts'
import { Button } from '../../ui/button.tsx'
import { PlacesDialog } from '../places/places-dialog.tsx'
import type { ControlProps } from './option-control.tsx'
import { TypedField } from './typed-field.tsx'

/** A file the engine can reach: typed, or chosen among the folders it shares. */
export function PathField(props: ControlProps) {
  const { t } = useTexts()
  const [choosing, setChoosing] = useState(false)
  const { value, onChange } = props
  const chosen = ([path = '']: string[]) => {
    setChoosing(false)
    onChange(path)
  }
  return (
    <div className="row g2">
      <TypedField {...props} className="grow" text={typeof value === 'string' ? value : ''} read={(typed) => typed} />
      <Button onClick={() => setChoosing(true)}>{t('recipe.chooseFile')}</Button>
      {choosing ? <PlacesDialog want="sources" onChoose={chosen} onClose={() => setChoosing(false)} /> : null}
    </div>
  )
}
