import type { RecipeSum } from '../../../contract/history-commands.ts'
import { recipeTitle } from '../../texts/said.ts'
import { useTexts } from '../../texts/use-texts.ts'

const shownMost = 6

/** The recipes that wrote most, the first of them first. */
export function WrittenByRecipe({ recipes }: { recipes: readonly RecipeSum[] }) {
  const { t, n, format } = useTexts()
  const sorted = recipes.toSorted((a, b) => b.writtenBytes - a.writtenBytes)
  const most = Math.max(1, ...recipes.map(({ writtenBytes }) => writtenBytes))
  return (
    <section className="card ch-c">
      <h2 className="h2">{t('charts.byRecipe')}</h2>
      <ul className="ch-r">
        {sorted.slice(0, shownMost).map(({ recipe, writtenBytes, done }) => (
          <li key={recipe}>
            <span className="cut">{recipeTitle(recipe)}</span>
            <span className="ch-b" aria-hidden="true">
              <i style={{ '--w': `${(writtenBytes / most) * 100}%` } as React.CSSProperties} />
            </span>
            <span className="r">{format.bytes(writtenBytes)}</span>
            <span className="r sm t3 hide-n">{t('frame.files', n(done))}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
