import type { RecipeSum } from '../../../contract/history-commands.ts'
import { recipeTitle } from '../../texts/said.ts'
import { useTexts } from '../../texts/use-texts.ts'

const shownMost = 6

export function SavedByRecipe({ recipes }: { recipes: readonly RecipeSum[] }) {
  const { t, n, format } = useTexts()
  const most = Math.max(1, ...recipes.map(({ savedBytes }) => savedBytes))
  return (
    <section className="card ch-c">
      <h2 className="h2">{t('charts.byRecipe')}</h2>
      <ul className="ch-r">
        {recipes.slice(0, shownMost).map(({ recipe, savedBytes, done }) => (
          <li key={recipe}>
            <span className="cut">{recipeTitle(recipe)}</span>
            <span className="ch-b" aria-hidden="true">
              <i style={{ '--w': `${(savedBytes / most) * 100}%` } as React.CSSProperties} />
            </span>
            <span className="r">{format.bytes(savedBytes)}</span>
            <span className="r sm t3 hide-n">{t('frame.files', n(done))}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
