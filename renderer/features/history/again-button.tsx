import type { BatchRow } from '../../../contract/batch-commands.ts'
import { useRunDesk } from '../../app/run-desk.ts'
import { useRecipes } from '../../app/recipes.tsx'
import { useTexts } from '../../texts/use-texts.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { useSources } from './use-sources.ts'

/** Runs the same files again: the sheet says first what would happen. */
export function AgainButton({ row, look = 'icon' }: { row: BatchRow; look?: 'icon' | 'words' }) {
  const { t } = useTexts()
  const { offer, chooseOut } = useRunDesk()
  const recipe = useRecipes()?.find(({ row: { title, name } }) => title === row.recipe || name === row.recipe)
  const sourcesOf = useSources()
  const again = () => {
    void sourcesOf(row.id).then(
      ({ title, paths }) => {
        chooseOut(row.out)
        offer({ kind: 'places', title, paths, uploaded: true }, recipe?.row.name)
      },
      () => {},
    )
  }
  if (look === 'icon')
    return <IconButton size="small" icon="rotate" label={t('history.runAgain')} disabled={!recipe} onClick={again} />
  return (
    <Button className="grow" icon="rotate" disabled={!recipe} onClick={again}>
      {t('history.runAgain')}
    </Button>
  )
}
