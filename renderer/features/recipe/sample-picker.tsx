import { useState } from 'react'
import { shown } from '../../texts/shown-path.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { IconButton } from '../../ui/button.tsx'
import { PopUp } from '../../ui/pop-up.tsx'
import { PlacesDialog } from '../places/places-dialog.tsx'
import type { SampleChoice } from './use-samples.ts'

/** Which file the preview is made of: one of those that are offered, or any other. */
export function SamplePicker({ choice }: { choice: SampleChoice }) {
  const { t } = useTexts()
  const [choosing, setChoosing] = useState(false)
  const chosen = ([path]: string[]) => {
    setChoosing(false)
    if (path !== undefined) choice.add(path)
  }
  return (
    <div className="row g2">
      <PopUp
        className="field pop pv-p"
        label={t('recipe.sample')}
        options={choice.samples.map(
          ({ sample, name, builtIn }) => [sample, builtIn ? t('recipe.sampleBuiltIn', { name }) : shown(name)] as const,
        )}
        value={choice.sample ?? ''}
        onChange={choice.choose}
      />
      <IconButton icon="folder" label={t('recipe.otherSample')} onClick={() => setChoosing(true)} />
      {choosing ? <PlacesDialog want="sources" onChoose={chosen} onClose={() => setChoosing(false)} /> : null}
    </div>
  )
}
