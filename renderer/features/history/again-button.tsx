import { offerOfPlaces } from '../../app/offer-of-places.ts'
import { useRunDesk } from '../../app/run-desk.ts'
import { isCalled, useRecipes } from '../../app/recipes.tsx'
import { useTellFault } from '../../app/use-tell-fault.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { useSources } from './use-sources.ts'

interface AgainProps {
  batch: string
  /** What the batch is called, and the new one will be. */
  title: string
  /** As the batch names its recipe. */
  recipe: string
  out: string
  /** A mark in a list, words that fill a line of buttons, or words in a toolbar. */
  look: 'icon' | 'line' | 'bar'
}

/** Runs the same files again: the sheet says first what would happen. */
export function AgainButton({ batch, title, recipe: named, out, look }: AgainProps) {
  const { t } = useTexts()
  const { offer } = useRunDesk()
  const recipe = useRecipes()?.find((known) => isCalled(known, named))
  const sourcesOf = useSources()
  const tellFault = useTellFault(batch)
  const again = () => {
    sourcesOf(batch).then((paths) => {
      offer(offerOfPlaces({ paths, title, uploaded: true, out }), recipe?.row.name)
    }, tellFault)
  }
  if (look === 'icon')
    return (
      <IconButton
        size="small"
        icon="rotate"
        label={t('history.runThisAgain', { title })}
        disabled={!recipe}
        onClick={again}
      />
    )
  return (
    <Button className={look === 'line' ? 'grow' : 'hide-n'} icon="rotate" disabled={!recipe} onClick={again}>
      {t('history.runAgain')}
    </Button>
  )
}
